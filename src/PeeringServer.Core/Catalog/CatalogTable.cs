using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>All nodes, services and checks: those of this cluster, and apart from them those imported through each peering.</summary>
internal sealed record CatalogTable
{
    /// <summary>The name under which this cluster's own registrations stand.</summary>
    public const string LocalPeer = "";

    public static readonly CatalogTable Empty = new();

    /// <summary>By name of the peering; the empty one stands for this cluster.</summary>
    public ImmutableSortedDictionary<string, PeerCatalog> ByPeer { get; init; } = ImmutableSortedDictionary.Create<string, PeerCatalog>(StringComparer.Ordinal);

    /// <summary>What is registered in this cluster.</summary>
    public PeerCatalog Local => Of(LocalPeer);

    /// <summary>Where the nodes are in terms of the time that messages take, and since which index; 0 for never told.</summary>
    public CoordinateTable Coordinates { get; init; } = CoordinateTable.Empty;

    /// <summary>What was imported through a peering; nothing for one that does not exist.</summary>
    public PeerCatalog Of(string peer) => ByPeer.GetValueOrDefault(CatalogKey.Of(peer), PeerCatalog.Empty);

    /// <summary>The same content, changed at an index.</summary>
    public CatalogTable RaisedTo(ulong index) => ByPeer.Aggregate(this with { Coordinates = Coordinates with { Index = index } }, (table, peer) => table.With(peer.Key, peer.Value.RaisedTo(index)));

    public CatalogTable With(string peer, PeerCatalog catalog) => this with { ByPeer = ByPeer.SetItem(CatalogKey.Of(peer), catalog) };
}
