using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>How a check is made; what was not told is left out.</summary>
internal sealed record CheckDefinitionJson
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Interval { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? OutputMaxSize { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timeout { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeregisterCriticalServiceAfter { get; init; }

    [JsonPropertyName("HTTP")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Http { get; init; }

    [JsonPropertyName("TLSServerName")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("TLSSkipVerify")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TlsSkipVerify { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Header { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Method { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? DisableRedirects { get; init; }

    [JsonPropertyName("TCP")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tcp { get; init; }

    [JsonPropertyName("TCPUseTLS")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? TcpUseTls { get; init; }

    [JsonPropertyName("UDP")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Udp { get; init; }

    [JsonPropertyName("H2PING")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? H2Ping { get; init; }

    [JsonPropertyName("OSService")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OsService { get; init; }

    [JsonPropertyName("H2PingUseTLS")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? H2PingUseTls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? ScriptArgs { get; init; }

    [JsonPropertyName("DockerContainerID")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DockerContainerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shell { get; init; }

    [JsonPropertyName("GRPC")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grpc { get; init; }

    [JsonPropertyName("GRPCUseTLS")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? GrpcUseTls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AliasNode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AliasService { get; init; }

    [JsonPropertyName("TTL")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Ttl { get; init; }

    public static CheckDefinitionJson From(CheckDefinition definition) => new()
    {
        Interval = Duration(definition.Interval),
        OutputMaxSize = definition.OutputMaxSize == 0 ? null : definition.OutputMaxSize,
        Timeout = Duration(definition.Timeout),
        DeregisterCriticalServiceAfter = Duration(definition.DeregisterCriticalServiceAfter),
        Http = Omit.Empty(definition.Http),
        TlsServerName = Omit.Empty(definition.TlsServerName),
        TlsSkipVerify = Omit.False(definition.TlsSkipVerify),
        Header = definition.Header?.Pairs.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value.Items, StringComparer.Ordinal),
        Method = Omit.Empty(definition.Method),
        Body = Omit.Empty(definition.Body),
        DisableRedirects = Omit.False(definition.DisableRedirects),
        Tcp = Omit.Empty(definition.Tcp),
        TcpUseTls = Omit.False(definition.TcpUseTls),
        Udp = Omit.Empty(definition.Udp),
        H2Ping = Omit.Empty(definition.H2Ping),
        OsService = Omit.Empty(definition.OsService),
        H2PingUseTls = Omit.False(definition.H2PingUseTls),
        ScriptArgs = Omit.Empty(definition.ScriptArgs),
        DockerContainerId = Omit.Empty(definition.DockerContainerId),
        Shell = Omit.Empty(definition.Shell),
        Grpc = Omit.Empty(definition.Grpc),
        GrpcUseTls = Omit.False(definition.GrpcUseTls),
        AliasNode = Omit.Empty(definition.AliasNode),
        AliasService = Omit.Empty(definition.AliasService),
        Ttl = definition.Ttl == 0 ? null : definition.Ttl,
    };

    private static string? Duration(long nanoseconds) => nanoseconds == 0 ? null : GoDuration.Format(nanoseconds);
}
