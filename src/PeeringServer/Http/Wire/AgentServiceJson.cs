using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A service as the agent it is registered with shows it.</summary>
internal sealed record AgentServiceJson
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Service { get; init; }

    public required ImmutableArray<string> Tags { get; init; }

    public required ImmutableSortedDictionary<string, string> Meta { get; init; }

    public required int Port { get; init; }

    public required string Address { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SocketPath { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ServiceAddressJson>? TaggedAddresses { get; init; }

    public required ServiceWeightsJson Weights { get; init; }

    public required bool EnableTagOverride { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentHash { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServiceProxyJson? Proxy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServiceConnectJson? Connect { get; init; }

    public required string Datacenter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalityJson? Locality { get; init; }

    public static AgentServiceJson From(CatalogService service, string datacenter) => new()
    {
        Kind = Omit.Empty(service.Kind),
        Id = service.Id,
        Service = service.Name,
        Tags = service.Tags.Items,
        Meta = service.Meta?.Pairs ?? ImmutableSortedDictionary<string, string>.Empty,
        Port = service.Port,
        Address = service.Address,
        SocketPath = Omit.Empty(service.SocketPath),
        TaggedAddresses = Omit.Empty(service.TaggedAddresses),
        Weights = ServiceWeightsJson.From(service.Weights),
        EnableTagOverride = service.EnableTagOverride,
        Proxy = service.Kind == ServiceKinds.ConnectProxy || ServiceKinds.IsGateway(service.Kind) ? ServiceProxyJson.From(service.Proxy) : null,
        Connect = service.Connect.Native ? ServiceConnectJson.From(service.Connect) : null,
        Datacenter = datacenter,
        Locality = Omit.LocalityOf(service.Locality),
    };
}
