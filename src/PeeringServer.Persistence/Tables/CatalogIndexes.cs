using PeeringServer.Core.Catalog;

namespace PeeringServer.Persistence.Tables;

/// <summary>The indexes of one origin's catalog as a whole.</summary>
internal sealed record CatalogIndexes
{
    public ulong Nodes { get; init; }

    public ulong Services { get; init; }

    public ulong Checks { get; init; }

    public ulong ServiceExtinction { get; init; }

    public ulong NodeExtinction { get; init; }

    public static CatalogIndexes Of(PeerCatalog catalog) => new()
    {
        Nodes = catalog.NodesIndex,
        Services = catalog.ServicesIndex,
        Checks = catalog.ChecksIndex,
        ServiceExtinction = catalog.ServiceExtinctionIndex,
        NodeExtinction = catalog.NodeExtinctionIndex,
    };

    public PeerCatalog AddTo(PeerCatalog catalog) => catalog with
    {
        NodesIndex = Nodes,
        ServicesIndex = Services,
        ChecksIndex = Checks,
        ServiceExtinctionIndex = ServiceExtinction,
        NodeExtinctionIndex = NodeExtinction,
    };
}
