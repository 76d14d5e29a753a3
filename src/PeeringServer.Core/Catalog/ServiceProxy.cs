namespace PeeringServer.Core.Catalog;

/// <summary>What a proxy is told of the service it stands before.</summary>
internal sealed record ServiceProxy
{
    public static readonly ServiceProxy None = new();

    public string DestinationServiceName { get; init; } = "";

    public string DestinationServiceId { get; init; } = "";

    public string LocalServiceAddress { get; init; } = "";

    public int LocalServicePort { get; init; }

    public string LocalServiceSocketPath { get; init; } = "";

    public string Mode { get; init; } = "";

    /// <summary><c>MeshGateway.Mode</c>.</summary>
    public string MeshGatewayMode { get; init; } = "";

    /// <summary>The proxy's own configuration as JSON text, kept but not looked into; null for none.</summary>
    public string? Config { get; init; }

    /// <summary>Upstreams as JSON text, kept but not looked into; null for none.</summary>
    public string? Upstreams { get; init; }

    /// <summary>Exposed paths as JSON text, kept but not looked into; null for none.</summary>
    public string? Expose { get; init; }
}
