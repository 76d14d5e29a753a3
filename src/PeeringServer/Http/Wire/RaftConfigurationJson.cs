namespace PeeringServer.Http.Wire;

/// <summary>The servers.</summary>
internal sealed record RaftConfigurationJson(RaftServerJson[] Servers)
{
    public ulong Index { get; }
}
