using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>An instance with its node and all checks that count for it.</summary>
internal sealed record CheckServiceNode(CatalogNode Node, CatalogService Service, ImmutableArray<CatalogCheck> Checks)
{
    /// <summary>Whether every check passes.</summary>
    public bool IsPassing => Checks.All(static check => check.Status == CheckStatus.Passing);
}
