using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A node with what is registered on it.</summary>
internal sealed record NodeEntry(CatalogNode Node)
{
    private static readonly ImmutableSortedDictionary<string, CatalogService> NoServices = ImmutableSortedDictionary.Create<string, CatalogService>(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, CatalogCheck> NoChecks = ImmutableSortedDictionary.Create<string, CatalogCheck>(StringComparer.Ordinal);

    /// <summary>By key of the instance's id.</summary>
    public ImmutableSortedDictionary<string, CatalogService> Services { get; init; } = NoServices;

    /// <summary>By key of the check's id.</summary>
    public ImmutableSortedDictionary<string, CatalogCheck> Checks { get; init; } = NoChecks;

    /// <summary>Checks that count for an instance: those of the node first, then its own.</summary>
    public ImmutableArray<CatalogCheck> ChecksFor(CatalogService service) =>
    [
        .. Checks.Values.Where(static check => check.ServiceId.Length == 0),
        .. Checks.Values.Where(check => check.ServiceId.Length > 0 && string.Equals(check.ServiceId, service.Id, StringComparison.OrdinalIgnoreCase)),
    ];
}
