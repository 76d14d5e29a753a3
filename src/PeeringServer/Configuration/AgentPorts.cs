namespace PeeringServer.Configuration;

/// <summary>Ports to listen on. <see cref="Off"/> means none, <see cref="Any"/> a free one (which only fixtures ask for: in a configuration file 0 is off).</summary>
public sealed record AgentPorts
{
    /// <summary>No listener.</summary>
    public const int Off = -1;

    /// <summary>A free port, known once the agent runs.</summary>
    public const int Any = 0;

    /// <summary><c>ports.http</c>.</summary>
    public int Http { get; init; } = 8500;

    /// <summary><c>ports.https</c>.</summary>
    public int Https { get; init; } = Off;

    /// <summary><c>ports.grpc</c>: gRPC in plaintext.</summary>
    public int Grpc { get; init; } = Off;

    /// <summary><c>ports.grpc_tls</c>: gRPC over TLS, the one that peers dial.</summary>
    public int GrpcTls { get; init; } = 8503;

    /// <summary><c>ports.server</c>: shown as the leader's address; bound so that two servers on it are told apart, though nothing is served.</summary>
    public int Server { get; init; } = 8300;

    /// <summary><c>ports.dns</c>: shown only.</summary>
    public int Dns { get; init; } = 8600;

    /// <summary><c>ports.serf_lan</c>: shown only.</summary>
    public int SerfLan { get; init; } = 8301;

    /// <summary><c>ports.serf_wan</c>: shown only.</summary>
    public int SerfWan { get; init; } = 8302;

    /// <summary>Free ports for everything that is listened on.</summary>
    public static AgentPorts Free { get; } = new() { Http = Any, Grpc = Any, GrpcTls = Any, Server = Any };
}
