using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>One of the agent's services with its checks and what they come down to.</summary>
internal sealed record AgentServiceHealthJson(string AggregatedStatus, AgentServiceJson? Service, AgentHealthCheckJson[]? Checks)
{
    public static readonly AgentServiceHealthJson Missing = new(CheckStatus.Critical, null, null);

    public static AgentServiceHealthJson From(AgentHealth health, string datacenter) =>
        new(health.Status, AgentServiceJson.From(health.Service, datacenter), [.. health.Checks.Select(AgentHealthCheckJson.From)]);
}
