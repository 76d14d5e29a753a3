namespace PeeringServer.Core.Catalog;

/// <summary>A service that the agent is to keep, with what comes with it.</summary>
/// <param name="Service">The service; its node is the agent's own.</param>
/// <param name="Checks">Checks that come with it.</param>
internal sealed record AgentServiceRequest(CatalogService Service, ValueList<AgentCheckRequest> Checks)
{
    /// <summary>The proxy to be registered beside it, as it was told: what was left out follows from the service. Null for none.</summary>
    public AgentServiceRequest? Sidecar { get; init; }
}
