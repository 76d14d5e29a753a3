using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>The catalog as rows: every node, service and check is one, so that a change writes no more than what it changes.</summary>
internal static class CatalogTables
{
    private static readonly StateJsonContext Json = StateJsonContext.Default;

    public static ImmutableArray<IStateTable> All { get; } =
    [
        Of("nodes", static (_, catalog) => catalog.Nodes.Select(static node => StateTables.Row(node, node.PeerName, CatalogKey.Of(node.Name))), Json.CatalogNode, static (s, _, node) => In(s, node.PeerName, catalog => catalog.Holding(node))),
        Of("services", static (_, catalog) => catalog.Services.Select(static service => StateTables.Row(service, service.PeerName, CatalogKey.Of(service.Node), CatalogKey.Of(service.Id))), Json.CatalogService, static (s, _, service) => In(s, service.PeerName, catalog => OnNode(catalog, service.Node).Holding(service))),
        Of("checks", static (_, catalog) => catalog.Checks.Select(static check => StateTables.Row(check, check.PeerName, CatalogKey.Of(check.Node), CatalogKey.Of(check.Id))), Json.CatalogCheck, static (s, _, check) => In(s, check.PeerName, catalog => OnNode(catalog, check.Node).Holding(check))),
        Of("node-indexes", static (peer, catalog) => catalog.NodeIndexes.Select(row => StateTables.Row(new StoredIndex(row.Value), peer, row.Key)), Json.StoredIndex, static (s, key, index) => In(s, PeerOf(key), catalog => catalog with { NodeIndexes = catalog.NodeIndexes.SetItem(NameOf(key), index.Index) })),
        Of("service-indexes", static (peer, catalog) => catalog.ServiceIndexes.Select(row => StateTables.Row(new StoredIndex(row.Value), peer, row.Key)), Json.StoredIndex, static (s, key, index) => In(s, PeerOf(key), catalog => catalog with { ServiceIndexes = catalog.ServiceIndexes.SetItem(NameOf(key), index.Index) })),
        Of("catalog-indexes", static (peer, catalog) => [new(peer, CatalogIndexes.Of(catalog))], Json.CatalogIndexes, static (s, peer, indexes) => In(s, peer, indexes.AddTo)),
        new StateTable<CoordinateTable, StoredCoordinates>("coordinates", static s => s.Catalog.Coordinates, static table => [new("", new StoredCoordinates(table.Index, [.. table.Nodes]))], Json.StoredCoordinates, static (s, _, row) => s with { Catalog = s.Catalog with { Coordinates = new(row.Index, CoordinateTable.Empty.Nodes.Union(row.Nodes)) } }),
    ];

    private static StateTable<CatalogTable, T> Of<T>(
        string name,
        Func<string, PeerCatalog, IEnumerable<KeyValuePair<string, T>>> rows,
        JsonTypeInfo<T> type,
        Func<ClusterSnapshot, string, T, ClusterSnapshot> restore)
        where T : class => new(name, static s => s.Catalog, catalog => catalog.ByPeer.SelectMany(peer => rows(peer.Key, peer.Value)), type, restore);

    private static ClusterSnapshot In(ClusterSnapshot snapshot, string peer, Func<PeerCatalog, PeerCatalog> change) =>
        snapshot with { Catalog = snapshot.Catalog.With(peer, change(snapshot.Catalog.Of(peer))) };

    private static PeerCatalog OnNode(PeerCatalog catalog, string node) =>
        catalog.Find(node) is null ? throw new JsonException("Something is registered on a node that is missing.") : catalog;

    private static string PeerOf(string key) => key[..key.IndexOf(StateTables.KeySeparator, StringComparison.Ordinal)];

    private static string NameOf(string key) => key[(key.IndexOf(StateTables.KeySeparator, StringComparison.Ordinal) + 1)..];
}
