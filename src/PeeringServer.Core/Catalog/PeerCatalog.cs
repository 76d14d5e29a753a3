using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Nodes, services and checks of one origin, with the indexes that readers wait on. Names of nodes, services and checks are found whatever their case.
/// </summary>
internal sealed record PeerCatalog
{
    public static readonly PeerCatalog Empty = new();

    /// <summary>By key of the node's name.</summary>
    public ImmutableSortedDictionary<string, NodeEntry> ByNode { get; init; } = ImmutableSortedDictionary.Create<string, NodeEntry>(StringComparer.Ordinal);

    /// <summary>Where the instances of a service are, by key of its name; a service without instances has no entry.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> ByService { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableSortedSet<ServiceKey>>(StringComparer.Ordinal);

    /// <summary>The same by key of the service that is reached over the mesh through them.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> ByConnectTarget { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableSortedSet<ServiceKey>>(StringComparer.Ordinal);

    /// <summary>The same by kind, for those that are not ordinary.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> ByKind { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableSortedSet<ServiceKey>>(StringComparer.Ordinal);

    /// <summary>Index of the last change to any node or service.</summary>
    public ulong NodesIndex { get; init; }

    /// <summary>Index of the last change to any service.</summary>
    public ulong ServicesIndex { get; init; }

    /// <summary>Index of the last change to any check.</summary>
    public ulong ChecksIndex { get; init; }

    /// <summary>Index at which a service last lost its last instance; 0 for never.</summary>
    public ulong ServiceExtinctionIndex { get; init; }

    /// <summary>Index at which a node was last removed; 0 for never.</summary>
    public ulong NodeExtinctionIndex { get; init; }

    /// <summary>By key of the node's name: the last change to the node or its services.</summary>
    public ImmutableDictionary<string, ulong> NodeIndexes { get; init; } = ImmutableDictionary.Create<string, ulong>(StringComparer.Ordinal);

    /// <summary>By key of the service's name: the last change to an instance, its node or its checks.</summary>
    public ImmutableDictionary<string, ulong> ServiceIndexes { get; init; } = ImmutableDictionary.Create<string, ulong>(StringComparer.Ordinal);

    /// <summary>The same content, with all that readers wait on changed at an index.</summary>
    public PeerCatalog RaisedTo(ulong index) => this with
    {
        NodesIndex = index,
        ServicesIndex = index,
        ChecksIndex = index,
        ServiceExtinctionIndex = index,
        NodeExtinctionIndex = index,
        NodeIndexes = NodeIndexes.SetItems(NodeIndexes.Keys.Select(key => KeyValuePair.Create(key, index))),
        ServiceIndexes = ServiceIndexes.SetItems(ServiceIndexes.Keys.Select(key => KeyValuePair.Create(key, index))),
    };

    /// <summary>The same with a node as it is stored, without any index being moved.</summary>
    public PeerCatalog Holding(CatalogNode node) => this with { ByNode = ByNode.SetItem(CatalogKey.Of(node.Name), new NodeEntry(node)) };

    /// <summary>The same with an instance as it is stored; its node is there already.</summary>
    public PeerCatalog Holding(CatalogService service)
    {
        var key = new ServiceKey(CatalogKey.Of(service.Node), CatalogKey.Of(service.Id));
        var (entry, name) = (ByNode[key.Node], CatalogKey.Of(service.Name));
        return this with
        {
            ByNode = ByNode.SetItem(key.Node, entry with { Services = entry.Services.SetItem(key.Id, service) }),
            ByService = ByService.SetItem(name, ByService.GetValueOrDefault(name, []).Add(key)),
        };
    }

    /// <summary>The same with a check as it is stored; its node is there already.</summary>
    public PeerCatalog Holding(CatalogCheck check)
    {
        var entry = ByNode[CatalogKey.Of(check.Node)];
        return this with { ByNode = ByNode.SetItem(CatalogKey.Of(check.Node), entry with { Checks = entry.Checks.SetItem(CatalogKey.Of(check.Id), check) }) };
    }

    public IEnumerable<CatalogNode> Nodes => ByNode.Values.Select(static entry => entry.Node);

    public IEnumerable<CatalogService> Services => ByNode.Values.SelectMany(static entry => entry.Services.Values);

    public IEnumerable<CatalogCheck> Checks => ByNode.Values.SelectMany(static entry => entry.Checks.Values);

    public NodeEntry? Find(string node) => ByNode.GetValueOrDefault(CatalogKey.Of(node));

    /// <summary>A node by its name, or by an even number of digits, two at least, that only its id begins with.</summary>
    public NodeEntry? FindByNameOrId(string nameOrId)
    {
        if (Find(nameOrId) is { } found || nameOrId.Length < 2)
        {
            return Find(nameOrId);
        }

        var prefix = nameOrId[..(nameOrId.Length & ~1)];
        var matches = prefix.All(static c => char.IsAsciiHexDigit(c) || c == '-')
            ? ByNode.Values.Where(entry => entry.Node.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Take(2).ToList()
            : [];
        return matches.Count == 1 ? matches[0] : null;
    }

    public CatalogService? FindService(string node, string id) => Find(node)?.Services.GetValueOrDefault(CatalogKey.Of(id));

    public CatalogCheck? FindCheck(string node, string id) => Find(node)?.Checks.GetValueOrDefault(CatalogKey.Of(id));

    /// <summary>The instances of a service in the order of nodes and ids.</summary>
    public IEnumerable<CatalogService> ServicesNamed(string name) =>
        InstancesIn(ByService, name);

    /// <summary>The instances of a kind that is not the ordinary one, in the order of nodes and ids.</summary>
    public IEnumerable<CatalogService> ServicesOfKind(string kind) => InstancesIn(ByKind, kind);

    /// <summary>Instances through which a service can be reached over the mesh.</summary>
    public IEnumerable<CatalogService> ConnectInstancesOf(string name) => InstancesIn(ByConnectTarget, name);

    /// <summary>Another instance, or none, in the place of one: the indexes by name, by target and by kind follow.</summary>
    public PeerCatalog Reindexed(ServiceKey key, CatalogService? before, CatalogService? after) => this with
    {
        ByService = Moved(ByService, key, before?.Name, after?.Name),
        ByConnectTarget = Moved(ByConnectTarget, key, before?.ConnectTarget, after?.ConnectTarget),
        ByKind = Moved(ByKind, key, KindOf(before), KindOf(after)),
    };

    public CheckServiceNode Describe(CatalogService service)
    {
        var entry = ByNode[CatalogKey.Of(service.Node)];
        return new CheckServiceNode(entry.Node, service, entry.ChecksFor(service));
    }

    /// <summary>The index that a query about one service is answered with.</summary>
    /// <param name="name">Name of the service.</param>
    /// <param name="exists">Whether it has an instance. Of what is missing, the last that went missing tells the index: it does not go back then.</param>
    /// <param name="withChecks">Whether the query is about checks too.</param>
    public ulong IndexOfService(string name, bool exists, bool withChecks)
    {
        if (!exists && ServiceExtinctionIndex > 0)
        {
            return ServiceExtinctionIndex;
        }

        return ServiceIndexes.TryGetValue(CatalogKey.Of(name), out var index) ? index : Math.Max(Math.Max(NodesIndex, ServicesIndex), withChecks ? ChecksIndex : 0);
    }

    private static string? KindOf(CatalogService? service) => service is null or { Kind: ServiceKinds.Typical } ? null : service.Kind;

    private static ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> Moved(
        ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> index,
        ServiceKey key,
        string? before,
        string? after)
    {
        if (before is not null && !string.Equals(before, after, StringComparison.OrdinalIgnoreCase))
        {
            index = index.Exclude(before, key);
        }

        return after is null ? index : index.Include(after, key);
    }

    private IEnumerable<CatalogService> InstancesIn(ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> index, string name) =>
        index.GetValueOrDefault(CatalogKey.Of(name))?.Select(key => ByNode[key.Node].Services[key.Id]) ?? [];
}
