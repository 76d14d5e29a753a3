using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>An instance as it stands below its node.</summary>
internal sealed record NodeServiceJson
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Service { get; init; }

    public required ImmutableArray<string> Tags { get; init; }

    public required string Address { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ServiceAddressJson>? TaggedAddresses { get; init; }

    public ImmutableSortedDictionary<string, string>? Meta { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Port { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SocketPath { get; init; }

    public required ServiceWeightsJson Weights { get; init; }

    public required bool EnableTagOverride { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalityJson? Locality { get; init; }

    public required ServiceProxyJson Proxy { get; init; }

    public required ServiceConnectJson Connect { get; init; }

    public required string PeerName { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static NodeServiceJson From(CatalogService service) => new()
    {
        Kind = Omit.Empty(service.Kind),
        Id = service.Id,
        Service = service.Name,
        Tags = service.Tags.Items,
        Address = service.Address,
        TaggedAddresses = Omit.Empty(service.TaggedAddresses),
        Meta = service.Meta?.Pairs,
        Port = Omit.Zero(service.Port),
        SocketPath = Omit.Empty(service.SocketPath),
        Weights = ServiceWeightsJson.From(service.Weights),
        EnableTagOverride = service.EnableTagOverride,
        Locality = Omit.LocalityOf(service.Locality),
        Proxy = ServiceProxyJson.From(service.Proxy),
        Connect = ServiceConnectJson.From(service.Connect),
        PeerName = service.PeerName,
        CreateIndex = service.CreateIndex,
        ModifyIndex = service.ModifyIndex,
    };
}
