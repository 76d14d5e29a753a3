namespace PeeringServer.Core.State;

/// <summary>A waiter's shares of several watches; disposing of it gives them back.</summary>
internal sealed class WatchLeases(IReadOnlyList<WatchLease> leases) : IDisposable
{
    /// <summary>Completes with the first change.</summary>
    public Task Changed { get; } = Task.WhenAny(leases.Select(static lease => lease.Changed));

    public void Dispose()
    {
        foreach (var lease in leases)
        {
            lease.Dispose();
        }
    }
}
