namespace PeeringServer.Core.State;

/// <summary>Runs queries that wait for a change.</summary>
internal sealed class BlockingQuery(ClusterState state, ClusterOptions options, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>A wait is lengthened by up to this share, so that readers that came together do not come back together.</summary>
    private const int JitterFraction = 16;

    /// <summary>Reads at once, or as soon as the topic's index is above the one the caller has seen, or when its time is over.</summary>
    /// <param name="topic">What wakes the query.</param>
    /// <param name="query">What the caller has seen and how long it waits.</param>
    /// <param name="read">Reads one snapshot; called again after each change.</param>
    /// <param name="cancellation">The client left: the wait is over, with what there is then. So it is when the cluster stops.</param>
    public async ValueTask<Reading<T>> RunAsync<T>(Topic topic, QueryOptions query, Func<ClusterSnapshot, Reading<T>> read, CancellationToken cancellation)
    {
        if (query.MinIndex == 0)
        {
            return read(state.Current);
        }

        // The lease comes before the first look: a change in between is then either seen or wakes us.
        var lease = state.Watch(topic);
        using var timeout = new CancellationTokenSource(WaitOf(query), clock);
        using var left = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        using var stopped = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timeout);
        try
        {
            var minIndex = query.MinIndex;
            var wasMissing = false;
            var snapshot = state.Current;
            while (true)
            {
                var reading = read(snapshot);
                if (!reading.Found)
                {
                    minIndex = wasMissing ? Math.Max(minIndex, reading.Index) : minIndex;
                    wasMissing = true;
                }

                var latest = state.Current;
                if (reading.Index > minIndex || (timeout.IsCancellationRequested && ReferenceEquals(snapshot, latest)))
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
                    snapshot = await lease.Changed.ConfigureAwait(false);
                    lease.Dispose();
                    lease = state.Watch(topic);
                }
            }
        }
        finally
        {
            lease.Dispose();
        }
    }

    private TimeSpan WaitOf(QueryOptions query)
    {
        var wait = query.Wait <= TimeSpan.Zero ? options.DefaultQueryTime : query.Wait > options.MaxQueryTime ? options.MaxQueryTime : query.Wait;
        return wait + TimeSpan.FromTicks(Random.Shared.NextInt64((wait.Ticks / JitterFraction) + 1));
    }
}
