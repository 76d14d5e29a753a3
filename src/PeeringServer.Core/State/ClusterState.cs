using System.Runtime.InteropServices;

namespace PeeringServer.Core.State;

/// <summary>
/// The state of one cluster: a snapshot that is replaced whole. Writers take turns; readers take the reference and never wait.
/// </summary>
internal sealed class ClusterState
{
    private readonly Lock _writer = new();
    private readonly Dictionary<Topic, Watch> _watches = [];
    private volatile ClusterSnapshot _current;
    private IStateLog? _log;
    private volatile RefusalException? _refusal;

    public ClusterState(ClusterSnapshot? initial = null) => _current = initial ?? ClusterSnapshot.Initial;

    /// <summary>The latest snapshot.</summary>
    public ClusterSnapshot Current => _current;

    /// <summary>Raised under the writer's turn at the end of every write that changes something: what follows from it becomes part of it.</summary>
    public event Action<StateTransaction>? Completing;

    /// <summary>Raised under the writer's turn, so in order, with every new snapshot. Handlers only enqueue.</summary>
    public event Action<ClusterSnapshot>? Published;

    /// <summary>Keeps this state: what <see cref="WhenDurableAsync"/> waits for from now on.</summary>
    public void KeepIn(IStateLog log) => _log = log;

    /// <summary>
    /// Completes when nothing that can be read now would be lost with the process. Whatever tells somebody outside of the state
    /// waits for this first, be it the answer to a write or to a read: no index that was shown goes back.
    /// </summary>
    /// <param name="wasRefusing">What <see cref="IsRefusing"/> was before the caller read or wrote anything.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusalException">It could not be kept.</exception>
    public ValueTask WhenDurableAsync(bool wasRefusing, CancellationToken cancellation)
    {
        if (_log is not { } log)
        {
            return ValueTask.CompletedTask;
        }

        // The index comes first: where the state was taken back after that, waiting for the index fails; where it was before, the refusal stands.
        var index = _current.Index;
        return _refusal is { } refusal && !wasRefusing ? ValueTask.FromException(refusal) : log.WhenDurableAsync(index, cancellation);
    }

    /// <summary>Whether the state is kept anywhere.</summary>
    public bool IsKept => _log is not null;

    /// <summary>Whether writes are refused because they cannot be kept.</summary>
    public bool IsRefusing => _refusal is not null;

    /// <summary>Takes back what could not be kept, which nobody was told of, and refuses every further write.</summary>
    /// <param name="kept">The last snapshot that is kept.</param>
    /// <param name="refusal">What writes are refused with.</param>
    public void Refuse(ClusterSnapshot kept, RefusalException refusal)
    {
        lock (_writer)
        {
            _refusal = refusal;
            _current = kept;
        }

        WakeAll();
    }

    /// <summary>Replaces everything at once, at an index above both, and wakes whoever waits for anything.</summary>
    /// <param name="snapshot">What comes instead.</param>
    /// <param name="complete">Adds what belongs to the same write. It runs once nothing refuses the write any more, while <see cref="Current"/> is still the state before.</param>
    /// <exception cref="RefusalException">What is written cannot be kept any more.</exception>
    public void Replace(ClusterSnapshot snapshot, Action<StateTransaction> complete)
    {
        lock (_writer)
        {
            if (_refusal is { } refusal)
            {
                throw refusal;
            }

            var transaction = new StateTransaction(snapshot with { Index = Math.Max(snapshot.Index, _current.Index) });
            transaction.Set(snapshot.RaisedTo(transaction.Index));
            complete(transaction);
            Commit(transaction);
        }

        WakeAll();
    }

    /// <summary>Runs one write. What it throws leaves the state as it was; a write that changes nothing takes no index.</summary>
    /// <exception cref="RefusalException">What is written cannot be kept any more.</exception>
    public T Write<T>(Func<StateTransaction, T> body)
    {
        lock (_writer)
        {
            if (_refusal is { } refusal)
            {
                throw refusal;
            }

            var transaction = new StateTransaction(_current);
            var result = body(transaction);
            if (transaction.HasChanges)
            {
                Commit(transaction);
                Wake(transaction.Touched);
            }

            return result;
        }
    }

    /// <summary>Runs one write that has no result.</summary>
    public void Write(Action<StateTransaction> body) => Write(transaction =>
    {
        body(transaction);
        return true;
    });

    /// <summary>
    /// Starts to wait for a topic. The caller reads <see cref="Current"/> after this call, not before it:
    /// a write in between is then either in what it reads or completes the lease.
    /// </summary>
    public WatchLease Watch(Topic topic)
    {
        lock (_writer)
        {
            ref var watch = ref CollectionsMarshal.GetValueRefOrAddDefault(_watches, topic, out _);
            watch ??= new Watch();
            watch.Waiters++;
            return new WatchLease(this, topic, watch);
        }
    }

    /// <summary>The same for several topics at once.</summary>
    public WatchLeases Watch(IEnumerable<Topic> topics) => new([.. topics.Select(Watch)]);

    /// <summary>Number of topics somebody waits for; for tests that look for leaks.</summary>
    internal int WatchedTopics
    {
        get
        {
            lock (_writer)
            {
                return _watches.Count;
            }
        }
    }

    /// <summary>Wakes whoever waits for anything, though nothing has changed: the cluster stops.</summary>
    public void WakeAll()
    {
        lock (_writer)
        {
            foreach (var watch in _watches.Values)
            {
                watch.Signal.TrySetResult(_current);
            }

            _watches.Clear();
        }
    }

    internal void Release(Topic topic, Watch watch)
    {
        lock (_writer)
        {
            if (--watch.Waiters == 0 && _watches.TryGetValue(topic, out var current) && ReferenceEquals(current, watch))
            {
                _watches.Remove(topic);
            }
        }
    }

    private void Commit(StateTransaction transaction)
    {
        Completing?.Invoke(transaction);
        _current = transaction.Completed();
        Published?.Invoke(_current);
    }

    private void Wake(IEnumerable<Topic> topics)
    {
        foreach (var topic in topics)
        {
            if (_watches.Remove(topic, out var watch))
            {
                // Those woken get this very snapshot: a state that the next write replaces at once is still seen by whoever waited for it.
                watch.Signal.TrySetResult(_current);
            }
        }
    }
}
