namespace PeeringServer.Http.Wire;

/// <summary>Consul's paths about the agent itself.</summary>
internal static class AgentRoutes
{
    public const string Self = "/v1/agent/self";
    public const string Members = "/v1/agent/members";
    public const string Reload = "/v1/agent/reload";
    public const string Leave = "/v1/agent/leave";
}
