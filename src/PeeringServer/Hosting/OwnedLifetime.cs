namespace PeeringServer.Hosting;

/// <summary>The lifetime of a host that somebody else owns. The usual one takes the process's signals, and there may be many agents in a process.</summary>
internal sealed class OwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
