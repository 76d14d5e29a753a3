using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A node, with a service and checks of it where there are any.</summary>
/// <param name="Node">The node.</param>
internal sealed record CatalogRegistration(CatalogNode Node)
{
    /// <summary>A node that is there already stays as it is.</summary>
    public bool SkipNodeUpdate { get; init; }

    /// <summary>An instance on the node; without an id it has that of its name.</summary>
    public CatalogService? Service { get; init; }

    /// <summary>Checks of the node or of its services; one without an id has that of its name.</summary>
    public ImmutableArray<CatalogCheck> Checks { get; init; } = [];
}
