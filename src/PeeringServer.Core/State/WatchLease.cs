namespace PeeringServer.Core.State;

/// <summary>One waiter's share of a watch; disposing of it gives it back.</summary>
internal readonly struct WatchLease(ClusterState state, Topic topic, Watch watch) : IDisposable
{
    /// <summary>Completes with the snapshot in which the topic changed.</summary>
    public Task<ClusterSnapshot> Changed => watch.Signal.Task;

    public void Dispose() => state.Release(topic, watch);
}
