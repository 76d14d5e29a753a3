namespace PeeringServer.Http.Wire;

/// <summary>How the servers are. No positional members: those are written first, and the order of what is sent is Consul's.</summary>
internal sealed record AutopilotHealthJson
{
    public bool Healthy { get; } = true;

    public int FailureTolerance { get; }

    public required ServerHealthJson[] Servers { get; init; }
}
