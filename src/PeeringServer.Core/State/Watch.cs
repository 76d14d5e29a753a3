namespace PeeringServer.Core.State;

/// <summary>One wake-up that all waiters of a topic share.</summary>
internal sealed class Watch
{
    public TaskCompletionSource<ClusterSnapshot> Signal { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Waiters { get; set; }
}
