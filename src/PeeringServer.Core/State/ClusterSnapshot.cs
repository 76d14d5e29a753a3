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

    public KeyValueTable KeyValues { get; init; } = KeyValueTable.Empty;

    public SessionTable Sessions { get; init; } = SessionTable.Empty;

    public ConfigEntryTable ConfigEntries { get; init; } = ConfigEntryTable.Empty;

    /// <summary>A server's own start takes some writes before the first of a client; older clients count on an index of at least 2.</summary>
    public static ClusterSnapshot Initial { get; } = new() { Index = 10 };
}
