namespace PeeringServer.Http.Wire;

/// <summary>How the servers are.</summary>
internal sealed record AutopilotHealthJson(ServerHealthJson[] Servers)
{
    public bool Healthy { get; } = true;

    public int FailureTolerance { get; }
}
