using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.State;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Dialer;

/// <summary>Runs a loop for every peering that dials. Sleeps on the list of peerings.</summary>
internal sealed class DialerWorker(Cluster cluster, PeerDialer dialer, SessionRegistry sessions, ILogger<DialerWorker> logger) : BackgroundService
{
    private readonly Dictionary<string, (DialerLoop Loop, Task Run)> _loops = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _caughtUp = NewSignal();
    private TaskCompletionSource _loopEnded = NewSignal();

    /// <summary>Completes when every peering that was there at the start has been dialled once.</summary>
    public Task CaughtUp => _caughtUp.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, cluster.Stopping);
        var delay = TimeSpan.Zero;
        while (cluster.Options.PeeringEnabled && !stopping.IsCancellationRequested)
        {
            using var lease = cluster.State.Watch(Topic.Peerings);
            var loopEnded = NewSignal();
            Volatile.Write(ref _loopEnded, loopEnded);
            Forget();
            HurryAll();
            StartNew(delay, stopping.Token);
            if (delay == TimeSpan.Zero)
            {
                _ = SettleAsync([.. _loops.Values.Select(static entry => entry.Loop.Tried)]);
            }

            // What is there at the start is dialled at once; what is established later is first seen to be establishing.
            delay = PeerstreamConstants.FirstDialDelay;
            await ((Task)Task.WhenAny(lease.Changed, loopEnded.Task)).WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _caughtUp.TrySetResult();
        await Task.WhenAll(_loops.Values.Select(static entry => entry.Run)).ConfigureAwait(false);
    }

    private async Task SettleAsync(IReadOnlyCollection<Task> tried)
    {
        await Task.WhenAll(tried).ConfigureAwait(false);
        _caughtUp.TrySetResult();
    }

    private void Forget()
    {
        foreach (var id in _loops.Where(static entry => entry.Value.Loop.IsOver).Select(static entry => entry.Key).ToList())
        {
            _loops.Remove(id);
        }
    }

    /// <summary>Any write to a peering makes those that wait try again at once, as in a real server.</summary>
    private void HurryAll()
    {
        foreach (var (loop, _) in _loops.Values)
        {
            loop.Hurry();
        }
    }

    private void StartNew(TimeSpan delay, CancellationToken stopping)
    {
        var table = cluster.State.Current.Peerings;
        foreach (var peering in table.ByName.Values)
        {
            if (peering is { IsDialer: true, IsLive: true } && !_loops.ContainsKey(peering.Id) && table.SecretsOf(peering.Id).ActiveStream.Length > 0)
            {
                var loop = new DialerLoop(cluster, sessions, dialer, peering.Id, logger);
                var wait = cluster.Streams.Find(peering.Id) is { DisconnectedAt: not null } ? PeerstreamConstants.RedialDelay : delay;
                _loops[peering.Id] = (loop, loop.RunAsync(wait, () => Volatile.Read(ref _loopEnded).TrySetResult(), stopping));
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
