using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>What readers of the catalog wait on. Each is about one origin: the empty name for this cluster, else that of a peering.</summary>
internal static class CatalogTopics
{
    /// <summary>Network coordinates.</summary>
    public static readonly Topic Coordinates = new(TopicKind.Coordinates);

    /// <summary>Any node or service.</summary>
    public static Topic Nodes(string peer) => new(TopicKind.CatalogNodes, Key(peer));

    /// <summary>One node and its services.</summary>
    public static Topic Node(string peer, string node) => new(TopicKind.CatalogNode, Key(peer, node));

    /// <summary>Any service.</summary>
    public static Topic Services(string peer) => new(TopicKind.CatalogServices, Key(peer));

    /// <summary>One service: its instances, their nodes and checks.</summary>
    public static Topic Service(string peer, string service) => new(TopicKind.CatalogService, Key(peer, service));

    /// <summary>What a service can be reached through over the mesh.</summary>
    public static Topic Connect(string peer, string service) => new(TopicKind.CatalogConnect, Key(peer, service));

    /// <summary>Any check.</summary>
    public static Topic Checks(string peer) => new(TopicKind.CatalogChecks, Key(peer));

    /// <summary>The checks of one node.</summary>
    public static Topic NodeChecks(string peer, string node) => new(TopicKind.CatalogNodeChecks, Key(peer, node));

    // No name holds a NUL, so that two names cannot be taken for one another.
    private static string Key(string peer, string name = "") => CatalogKey.Of($"{peer}\0{name}");
}
