using System.Text.Json;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>What a proxy is told.</summary>
internal sealed record ServiceProxyJson
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DestinationServiceName { get; init; }

    [JsonPropertyName("DestinationServiceID")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DestinationServiceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LocalServiceAddress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LocalServicePort { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LocalServiceSocketPath { get; init; }

    public required string Mode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Config { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Upstreams { get; init; }

    public required MeshGatewayJson MeshGateway { get; init; }

    public required JsonElement Expose { get; init; }

    public static ServiceProxyJson From(ServiceProxy proxy) => new()
    {
        DestinationServiceName = Omit.Empty(proxy.DestinationServiceName),
        DestinationServiceId = Omit.Empty(proxy.DestinationServiceId),
        LocalServiceAddress = Omit.Empty(proxy.LocalServiceAddress),
        LocalServicePort = Omit.Zero(proxy.LocalServicePort),
        LocalServiceSocketPath = Omit.Empty(proxy.LocalServiceSocketPath),
        Mode = proxy.Mode,
        Config = JsonText.Optional(proxy.Config),
        Upstreams = JsonText.Optional(proxy.Upstreams),
        MeshGateway = new MeshGatewayJson(Omit.Empty(proxy.MeshGatewayMode)),
        Expose = JsonText.OrEmpty(proxy.Expose),
    };
}
