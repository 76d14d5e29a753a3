using System.Collections.Concurrent;

namespace PeeringServer.Core.Streams;

/// <summary>What is known of every peering's stream. Stands beside the state: its changes move no index and wake no reader.</summary>
internal sealed class StreamTracker
{
    private readonly ConcurrentDictionary<string, StreamStatus> _streams = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource? _change;
    private long _version;

    /// <summary>Moves with every change: what was worked out from the tracker at one version holds until the next.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Completes with the next change. Whoever waits looks first after this call, not before it.</summary>
    public Task NextChange()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _change, fresh, null) ?? fresh).Task;
    }

    /// <summary>The status of a peering's stream, or null where none was ever tracked.</summary>
    public StreamStatus? Find(string peeringId) => _streams.GetValueOrDefault(peeringId);

    /// <summary>Changes a status, starting from an empty one where there is none.</summary>
    public StreamStatus Update(string peeringId, Func<StreamStatus, StreamStatus> change)
    {
        var status = _streams.AddOrUpdate(peeringId, static (_, change) => change(new StreamStatus()), static (_, status, change) => change(status), change);
        Announce();
        return status;
    }

    /// <summary>Changes a status where there is one.</summary>
    public void UpdateKnown(string peeringId, Func<StreamStatus, StreamStatus> change)
    {
        while (_streams.TryGetValue(peeringId, out var status))
        {
            if (_streams.TryUpdate(peeringId, change(status), status))
            {
                Announce();
                return;
            }
        }
    }

    /// <summary>Forgets a peering's stream.</summary>
    public void Remove(string peeringId)
    {
        if (_streams.TryRemove(peeringId, out _))
        {
            Announce();
        }
    }

    private void Announce()
    {
        Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _change, null)?.TrySetResult();
    }
}
