using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Sessions;

namespace PeeringServer.Core.State;

/// <summary>The whole state of one cluster at one index. Immutable: a reader that holds it needs no lock.</summary>
internal sealed record ClusterSnapshot
{
    /// <summary>Index of the write this snapshot came from.</summary>
    public required ulong Index { get; init; }

    public PeeringTable Peerings { get; init; } = PeeringTable.Empty;

    public CaRootsTable CaRoots { get; init; } = CaRootsTable.Empty;

    public CatalogTable Catalog { get; init; } = CatalogTable.Empty;

    public AgentTable Agent { get; init; } = AgentTable.Empty;

    public AclTable Acl { get; init; } = AclTable.Empty;

    public KeyValueTable KeyValues { get; init; } = KeyValueTable.Empty;

    public SessionTable Sessions { get; init; } = SessionTable.Empty;

    public ConfigEntryTable ConfigEntries { get; init; } = ConfigEntryTable.Empty;

    /// <summary>The same content, with every table changed at an index: readers that have seen later ones of another content are to look again.</summary>
    public ClusterSnapshot RaisedTo(ulong index) => this with
    {
        Index = index,
        Peerings = Peerings with { Index = index },
        CaRoots = CaRoots with { Index = index },
        Acl = Acl with { PolicyIndex = index, TokenIndex = index },
        Catalog = Catalog.RaisedTo(index),
        Agent = Agent.RaisedTo(index),
        KeyValues = KeyValues with { Index = index },
        Sessions = Sessions with { Index = index },
        ConfigEntries = ConfigEntries with { Index = index },
    };

    /// <summary>Before anything is written: what a real server has then are its own elections.</summary>
    public static ClusterSnapshot Initial { get; } = new() { Index = 3 };

    /// <summary>
    /// Least index of a server that has started: its own start takes some writes before the first of a client, whose index
    /// is then 21; older clients count on an index of at least 2.
    /// </summary>
    public const ulong StartedIndex = 20;
}
