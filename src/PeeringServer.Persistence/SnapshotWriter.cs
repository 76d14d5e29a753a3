using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.State;
using PeeringServer.Persistence.Tables;

namespace PeeringServer.Persistence;

/// <summary>
/// Keeps every snapshot that is published. One thread writes whatever has come since its last commit as one transaction, so that all who
/// wait meanwhile share one flush of the disk. It is a thread of its own because a flush blocks for as long as the disk likes.
/// </summary>
internal sealed partial class SnapshotWriter : IStateLog, IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly StateDatabase _database;
    private readonly ImmutableArray<IRowFollower> _followers;
    private readonly Func<Exception, string> _describe;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private ClusterState? _state;
    private ClusterSnapshot _latest;
    private ClusterSnapshot _kept;
    private TaskCompletionSource _writing = NewSignal();
    private TaskCompletionSource _next = NewSignal();
    private ulong _writingIndex;
    private ulong _keptIndex;
    private volatile bool _isStopping;

    /// <param name="database">Where to.</param>
    /// <param name="kept">What stands there already.</param>
    /// <param name="describe">Says what is wrong with the folder when a commit fails.</param>
    /// <param name="logger">Where that is logged.</param>
    public SnapshotWriter(StateDatabase database, ClusterSnapshot? kept, Func<Exception, string> describe, ILogger logger)
    {
        _database = database;
        _describe = describe;
        _logger = logger;
        _followers = [.. StateTables.All.Select(static table => table.Follow())];
        _latest = _kept = kept ?? ClusterSnapshot.Initial;
        if (kept is not null)
        {
            foreach (var follower in _followers)
            {
                follower.Advance(kept, changes: null);
            }
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "state writer" };
    }

    /// <summary>Keeps a state from now on, as it stands and as it changes.</summary>
    public void Follow(ClusterState state)
    {
        _state = state;
        state.Published += Enqueue;
        Enqueue(state.Current);
        state.KeepIn(this);
        _thread.Start();
    }

    public ValueTask WhenDurableAsync(ulong index, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _keptIndex) >= index)
        {
            return ValueTask.CompletedTask;
        }

        lock (_gate)
        {
            return _keptIndex >= index ? ValueTask.CompletedTask : new ValueTask((index <= _writingIndex ? _writing : _next).Task.WaitAsync(cancellation));
        }
    }

    /// <summary>Writes what is left, and ends.</summary>
    public void Dispose()
    {
        _isStopping = true;
        if (_state is { } state)
        {
            state.Published -= Enqueue;
            _wake.Set();
            _thread.Join();
        }

        _wake.Dispose();
    }

    private void Enqueue(ClusterSnapshot snapshot)
    {
        Volatile.Write(ref _latest, snapshot);
        _wake.Set();
    }

    private void Run()
    {
        var isLast = false;
        while (!isLast)
        {
            _wake.WaitOne();

            // Read before the last look at the snapshot: what came before the stop is written.
            isLast = _isStopping;
            if (!TryWrite())
            {
                return;
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, a write that is not kept must not be acknowledged.")]
    private bool TryWrite()
    {
        ClusterSnapshot snapshot;
        lock (_gate)
        {
            snapshot = Volatile.Read(ref _latest);
            (_writing, _next, _writingIndex) = (_next, NewSignal(), snapshot.Index);
        }

        try
        {
            var changes = new List<RowChange>();
            foreach (var follower in _followers)
            {
                follower.Advance(snapshot, changes);
            }

            if (changes.Count > 0)
            {
                _database.Commit(changes, snapshot.Index);
            }
        }
        catch (Exception fault)
        {
            Fail(fault);
            return false;
        }

        lock (_gate)
        {
            _kept = snapshot;
            Volatile.Write(ref _keptIndex, snapshot.Index);
        }

        _writing.SetResult();
        return true;
    }

    private void Fail(Exception fault)
    {
        var reason = _describe(fault);
        Log.NotKept(_logger, reason);
        var refusal = new RefusalException(RefusalKind.NotKept, $"the write was not kept, and no more are taken: {reason}");
        _state!.Refuse(_kept, refusal);
        lock (_gate)
        {
            // Every wait from now on is for this one, and finds it failed; what is kept stays readable.
            _writingIndex = ulong.MaxValue;
            _writing.SetException(refusal);
            _next.SetException(refusal);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "State is no longer kept, and writes are refused: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
