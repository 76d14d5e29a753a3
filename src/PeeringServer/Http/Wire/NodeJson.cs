using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A node of the catalog.</summary>
internal sealed record NodeJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Node { get; init; }

    public required string Address { get; init; }

    public required string Datacenter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerName { get; init; }

    public ImmutableSortedDictionary<string, string>? TaggedAddresses { get; init; }

    public ImmutableSortedDictionary<string, string>? Meta { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalityJson? Locality { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static NodeJson From(CatalogNode node) => new()
    {
        Id = node.Id,
        Node = node.Name,
        Address = node.Address,
        Datacenter = node.Datacenter,
        PeerName = Omit.Empty(node.PeerName),
        TaggedAddresses = node.TaggedAddresses?.Pairs,
        Meta = node.Meta?.Pairs,
        Locality = Omit.LocalityOf(node.Locality),
        CreateIndex = node.CreateIndex,
        ModifyIndex = node.ModifyIndex,
    };
}
