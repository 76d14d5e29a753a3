using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Catalog;

/// <summary>A node as it is registered.</summary>
internal sealed record CatalogNode
{
    public required string Name { get; init; }

    /// <summary>Name of the peering it was imported through; empty for a node of this cluster.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>A UUID, or empty for one that was registered without.</summary>
    public string Id { get; init; } = "";

    public string Address { get; init; } = "";

    public string Datacenter { get; init; } = "";

    public ValueMap<string>? TaggedAddresses { get; init; }

    public ValueMap<string>? Meta { get; init; }

    public Locality? Locality { get; init; }

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Whether the two differ in nothing but their indexes and the case of the name.</summary>
    public bool IsSameAs(CatalogNode other) =>
        string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && this with { Name = other.Name, CreateIndex = other.CreateIndex, ModifyIndex = other.ModifyIndex } == other;
}
