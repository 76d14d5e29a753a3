using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The definition of a check where it is never told: every member with nothing in it.</summary>
internal sealed record UntoldCheckDefinitionJson
{
    private const string NoTime = "0s";

    public string Interval { get; } = NoTime;

    public string Timeout { get; } = NoTime;

    public string DeregisterCriticalServiceAfter { get; } = NoTime;

    [JsonPropertyName("HTTP")]
    public string Http { get; } = "";

    public string? Header { get; }

    public string Method { get; } = "";

    public string Body { get; } = "";

    [JsonPropertyName("TLSServerName")]
    public string TlsServerName { get; } = "";

    [JsonPropertyName("TLSSkipVerify")]
    public bool TlsSkipVerify { get; }

    [JsonPropertyName("TCP")]
    public string Tcp { get; } = "";

    [JsonPropertyName("TCPUseTLS")]
    public bool TcpUseTls { get; }

    [JsonPropertyName("UDP")]
    public string Udp { get; } = "";

    [JsonPropertyName("GRPC")]
    public string Grpc { get; } = "";

    [JsonPropertyName("OSService")]
    public string OsService { get; } = "";

    [JsonPropertyName("GRPCUseTLS")]
    public bool GrpcUseTls { get; }
}
