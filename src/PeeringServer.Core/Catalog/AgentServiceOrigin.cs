namespace PeeringServer.Core.Catalog;

/// <summary>Where a service of the agent comes from, unless a client registered it as it is.</summary>
/// <param name="IsConfigured">It stands in a configuration file, and goes with it.</param>
/// <param name="IsSidecar">It came with the service it is the proxy of, and goes with that.</param>
internal sealed record AgentServiceOrigin(bool IsConfigured, bool IsSidecar)
{
    public static readonly AgentServiceOrigin Client = new(false, false);
}
