using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>The queries of the catalog, each with the index that a real server answers it with. The peer is the origin: empty for this cluster.</summary>
internal static class CatalogReads
{
    /// <summary>All nodes in the order of their names.</summary>
    public static CatalogRead<ImmutableArray<CatalogNode>> Nodes(string peer) => new(
        CatalogTopics.Nodes(peer),
        table => new(table.Of(peer).NodesIndex, [.. table.Of(peer).Nodes]));

    /// <summary>All instances of all services.</summary>
    /// <param name="peer">Origin.</param>
    /// <param name="nodeMeta">Only those on nodes with this metadata; then changes to nodes count too.</param>
    public static CatalogRead<ImmutableArray<CatalogService>> Services(string peer, IReadOnlyDictionary<string, string> nodeMeta)
    {
        var isNarrowed = nodeMeta.Count > 0;
        return new(isNarrowed ? CatalogTopics.Nodes(peer) : CatalogTopics.Services(peer), table =>
        {
            var catalog = table.Of(peer);
            var services = catalog.ByNode.Values.Where(entry => Satisfies(entry.Node, nodeMeta)).SelectMany(static entry => entry.Services.Values);
            return new(isNarrowed ? Math.Max(catalog.ServicesIndex, catalog.NodesIndex) : catalog.ServicesIndex, [.. services]);
        });
    }

    /// <summary>The instances of one service with their nodes and checks.</summary>
    /// <param name="peer">Origin.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="tags">Only those with all of these, whatever their case.</param>
    /// <param name="withChecks">Whether the query is about checks too.</param>
    public static CatalogRead<ImmutableArray<CheckServiceNode>> Instances(string peer, string name, IReadOnlyCollection<string> tags, bool withChecks) => new(
        CatalogTopics.Service(peer, name),
        table =>
        {
            var catalog = table.Of(peer);
            var all = catalog.ServicesNamed(name).ToList();
            var found = all.Where(service => tags.All(tag => service.Tags.Items.Contains(tag, StringComparer.OrdinalIgnoreCase)));
            return new(catalog.IndexOfService(name, all.Count > 0, withChecks), [.. found.Select(catalog.Describe)]);
        });

    /// <summary>The instances through which a service is reached over the mesh: proxies before it, and those that need none.</summary>
    public static CatalogRead<ImmutableArray<CheckServiceNode>> ConnectInstances(string peer, string name, bool withChecks) => new(
        CatalogTopics.Connect(peer, name),
        table =>
        {
            var catalog = table.Of(peer);
            var found = catalog.ConnectInstancesOf(name).ToList();
            var names = withChecks && found.Count > 0 ? found.Select(static service => service.Name).Distinct() : [name];
            return new(names.Max(each => catalog.IndexOfService(each, found.Count > 0, withChecks)), [.. found.Select(catalog.Describe)]);
        });

    /// <summary>One node by name or id, with its services.</summary>
    public static CatalogRead<NodeServices?> Node(string peer, string nameOrId) => new(
        Guid.TryParse(nameOrId, out _) ? CatalogTopics.Nodes(peer) : CatalogTopics.Node(peer, nameOrId),
        table =>
        {
            var catalog = table.Of(peer);
            return catalog.FindByNameOrId(nameOrId) is { } entry
                ? new(catalog.NodeIndexes[CatalogKey.Of(entry.Node.Name)], new NodeServices(entry.Node, [.. entry.Services.Values]))
                : new(catalog.NodeExtinctionIndex, null);
        });

    /// <summary>The checks of one node and its services.</summary>
    public static CatalogRead<ImmutableArray<CatalogCheck>> NodeChecks(string peer, string node) => new(
        CatalogTopics.NodeChecks(peer, node),
        table => new(table.Of(peer).ChecksIndex, [.. table.Of(peer).Find(node)?.Checks.Values ?? []]));

    /// <summary>The checks of one service on all nodes; those of the nodes themselves are not among them.</summary>
    /// <param name="peer">Origin.</param>
    /// <param name="name">Name of the service.</param>
    /// <param name="nodeMeta">Only those on nodes with this metadata.</param>
    public static CatalogRead<ImmutableArray<CatalogCheck>> ServiceChecks(string peer, string name, IReadOnlyDictionary<string, string> nodeMeta) => new(
        CatalogTopics.Service(peer, name),
        table =>
        {
            var catalog = table.Of(peer);
            var found = ChecksOn(catalog, nodeMeta).Where(check => string.Equals(check.ServiceName, name, StringComparison.OrdinalIgnoreCase));
            return new(nodeMeta.Count > 0 ? catalog.IndexOfService(name, exists: true, withChecks: true) : catalog.ChecksIndex, [.. found]);
        });

    /// <summary>The checks that are in a state.</summary>
    /// <param name="peer">Origin.</param>
    /// <param name="status">The state, or <see cref="CheckStatus.Any"/>.</param>
    /// <param name="nodeMeta">Only those on nodes with this metadata.</param>
    public static CatalogRead<ImmutableArray<CatalogCheck>> ChecksInState(string peer, string status, IReadOnlyDictionary<string, string> nodeMeta) => new(
        CatalogTopics.Checks(peer),
        table =>
        {
            var found = ChecksOn(table.Of(peer), nodeMeta).Where(check => status == CheckStatus.Any || string.Equals(check.Status, status, StringComparison.OrdinalIgnoreCase));
            return new(table.Of(peer).ChecksIndex, [.. found]);
        });

    /// <summary>Names of the nodes that have told their network coordinate.</summary>
    public static CatalogRead<ImmutableArray<string>> Coordinates() => new(
        CatalogTopics.Coordinates,
        static table => new(table.Coordinates.Index, [.. table.Coordinates.Nodes]));

    /// <summary>Every instance with its node and checks; any change to the catalog counts.</summary>
    public static CatalogRead<ImmutableArray<CheckServiceNode>> Everything(string peer) => new(
        CatalogTopics.Checks(peer),
        table =>
        {
            var catalog = table.Of(peer);
            return new(Math.Max(catalog.ChecksIndex, catalog.NodesIndex), [.. catalog.Services.Select(catalog.Describe)]);
        });

    public static bool Satisfies(CatalogNode node, IReadOnlyDictionary<string, string> nodeMeta) =>
        nodeMeta.All(pair => node.Meta is { } meta && meta.Pairs.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static IEnumerable<CatalogCheck> ChecksOn(PeerCatalog catalog, IReadOnlyDictionary<string, string> nodeMeta) =>
        catalog.ByNode.Values.Where(entry => Satisfies(entry.Node, nodeMeta)).SelectMany(static entry => entry.Checks.Values);
}
