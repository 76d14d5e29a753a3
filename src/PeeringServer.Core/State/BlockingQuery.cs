namespace PeeringServer.Core.State;

/// <summary>Runs queries that wait for a change.</summary>
internal sealed class BlockingQuery
{
    /// <summary>A wait is lengthened by up to this share, so that readers that came together do not come back together.</summary>
    private const int JitterFraction = 16;

    /// <summary>Timers take no more than some 49 days, and the share on top must fit, too.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(45);

    private readonly ClusterState _state;
    private readonly ClusterOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopping;

    public BlockingQuery(ClusterState state, ClusterOptions options, TimeProvider clock, CancellationToken stopping)
    {
        (_state, _options, _clock, _stopping) = (state, options, clock, stopping);
        // One registration for all queries, where each would have to carry its own: there may be thousands of them.
        stopping.UnsafeRegister(static state => ((ClusterState)state!).WakeAll(), state);
    }

    /// <summary>Reads at once, or as soon as the topic's index is above the one the caller has seen, or when its time is over.</summary>
    /// <param name="topic">What wakes the query.</param>
    /// <param name="query">What the caller has seen and how long it waits.</param>
    /// <param name="read">Reads one snapshot; called again after each change.</param>
    /// <param name="cancellation">The client left: the wait is over, with what there is then. So it is when the cluster stops.</param>
    public ValueTask<Reading<T>> RunAsync<T>(Topic topic, QueryOptions query, Func<ClusterSnapshot, Reading<T>> read, CancellationToken cancellation) =>
        query.MinIndex == 0 ? ValueTask.FromResult(read(_state.Current)) : WaitAsync(topic, query.MinIndex, WaitOf(query), read, cancellation);

    private async ValueTask<Reading<T>> WaitAsync<T>(Topic topic, ulong minIndex, TimeSpan wait, Func<ClusterSnapshot, Reading<T>> read, CancellationToken cancellation)
    {
        // The lease comes before the first look: a change in between is then either seen or wakes us.
        var lease = _state.Watch(topic);
        using var timeout = new CancellationTokenSource(wait, _clock);
        using var left = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            var news = new News(minIndex);
            var snapshot = _state.Current;
            while (true)
            {
                var reading = read(snapshot);
                var isNew = news.IsIn(reading);
                var latest = _state.Current;
                var isOver = timeout.IsCancellationRequested || _stopping.IsCancellationRequested;
                if (isNew || (isOver && ReferenceEquals(snapshot, latest)))
                {
                    return reading;
                }

                if (!ReferenceEquals(snapshot, latest))
                {
                    snapshot = latest;
                    continue;
                }

                await ((Task)lease.Changed.WaitAsync(timeout.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (lease.Changed.IsCompletedSuccessfully)
                {
                    // Read the snapshot that woke us before any later one: a deletion is seen even if it was over at once.
                    snapshot = lease.Changed.GetAwaiter().GetResult();
                    lease.Dispose();
                    lease = _state.Watch(topic);
                }
            }
        }
        finally
        {
            lease.Dispose();
        }
    }

    /// <summary>The same for what several topics make up: a change of any of them wakes the query.</summary>
    public async ValueTask<Reading<T>> RunAsync<T>(IReadOnlyList<Topic> topics, QueryOptions query, Func<ClusterSnapshot, Reading<T>> read, CancellationToken cancellation)
    {
        if (query.MinIndex == 0)
        {
            return read(_state.Current);
        }

        var news = new News(query.MinIndex);
        using var timeout = new CancellationTokenSource(WaitOf(query), _clock);
        using var left = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        while (true)
        {
            using var leases = _state.Watch(topics);
            var isOver = timeout.IsCancellationRequested || _stopping.IsCancellationRequested;
            var reading = read(_state.Current);
            if (news.IsIn(reading) || isOver)
            {
                return reading;
            }

            await leases.Changed.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells what a reader has not seen yet. Of what is missing, one absence is like another.</summary>
    private struct News(ulong seen)
    {
        private bool _wasMissing;

        public bool IsIn<T>(Reading<T> reading)
        {
            if (!reading.Found)
            {
                seen = _wasMissing ? Math.Max(seen, reading.Index) : seen;
                _wasMissing = true;
            }

            return reading.Index > seen;
        }
    }

    private TimeSpan WaitOf(QueryOptions query)
    {
        var wait = query.Wait <= TimeSpan.Zero ? _options.DefaultQueryTime : query.Wait > _options.MaxQueryTime ? _options.MaxQueryTime : query.Wait;
        wait = wait < LongestWait ? wait : LongestWait;
        return wait + TimeSpan.FromTicks(Random.Shared.NextInt64((wait.Ticks / JitterFraction) + 1));
    }
}
