namespace PeeringServer.Configuration;

/// <summary>Addresses to listen on: IP addresses, or <c>unix://PATH</c> for HTTP and HTTPS.</summary>
public sealed record AgentAddresses
{
    /// <summary><c>client_addr</c>: what the others default to.</summary>
    public IReadOnlyList<string> Client { get; init; } = ["127.0.0.1"];

    /// <summary><c>addresses.http</c>, or null for <see cref="Client"/>.</summary>
    public IReadOnlyList<string>? Http { get; init; }

    /// <summary><c>addresses.https</c>, or null for <see cref="Client"/>.</summary>
    public IReadOnlyList<string>? Https { get; init; }

    /// <summary><c>addresses.grpc</c>, or null for <see cref="Client"/>.</summary>
    public IReadOnlyList<string>? Grpc { get; init; }

    /// <summary><c>addresses.grpc_tls</c>, or null for <see cref="Client"/>.</summary>
    public IReadOnlyList<string>? GrpcTls { get; init; }

    /// <summary><c>bind_addr</c>: where the server port is bound.</summary>
    public string Bind { get; init; } = "0.0.0.0";
}
