namespace PeeringServer.Core;

/// <summary>Where a running cluster can be reached; ports are the ones really bound, and below 1 where a listener is off.</summary>
public sealed record ServerEndpoints
{
    /// <summary>Not listening anywhere.</summary>
    public static readonly ServerEndpoints None = new();

    /// <summary>gRPC in plaintext.</summary>
    public int GrpcPort { get; init; } = -1;

    /// <summary>gRPC over TLS, the one that peers dial.</summary>
    public int GrpcTlsPort { get; init; } = -1;

    /// <summary>HTTP.</summary>
    public int HttpPort { get; init; } = -1;

    /// <summary>HTTPS.</summary>
    public int HttpsPort { get; init; } = -1;

    /// <summary>The server's own port, shown as the leader's.</summary>
    public int ServerPort { get; init; } = -1;
}
