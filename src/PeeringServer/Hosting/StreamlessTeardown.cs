using PeeringServer.Core.Peerings;

namespace PeeringServer.Hosting;

/// <summary>Without streams nothing hangs on a peering.</summary>
internal sealed class StreamlessTeardown : IPeeringTeardown
{
    public bool IsNeeded(Peering peering) => false;

    public Task TearDownAsync(Peering peering, CancellationToken cancellation) => Task.CompletedTask;
}
