using PeeringServer.CommandLine.Client.Tls;
using PeeringServer.CommandLine.Client.Transport;

namespace PeeringServer.CommandLine.Client;

/// <summary>How to talk to an agent: flags and environment weighed against each other, files read.</summary>
internal sealed record ClientOptions
{
    /// <summary>Where the agent is.</summary>
    public required ClientAddress Address { get; init; }

    /// <summary>Certificates and names for HTTPS.</summary>
    public required ClientTls Tls { get; init; }

    /// <summary>The ACL token, or empty.</summary>
    public required string Token { get; init; }

    /// <summary>User and password with a colon between them, for basic authentication; or null.</summary>
    public string? BasicAuth { get; init; }

    /// <summary>Sent as a query parameter; or null.</summary>
    public string? Namespace { get; init; }

    /// <summary>Sent as a query parameter; or null.</summary>
    public string? Partition { get; init; }

    /// <summary>The partition named by a flag, which requests have in their bodies, too; or null.</summary>
    public string? PartitionFlag { get; init; }

    /// <summary>Sent as a query parameter; or null.</summary>
    public string? Datacenter { get; init; }

    /// <summary>Whether an answer may come from a server that does not lead.</summary>
    public bool IsStale { get; init; }

    /// <summary>Which requests go through a proxy.</summary>
    public required HttpProxies Proxies { get; init; }
}
