using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A service of the agent with the worst state of the checks that count for it.</summary>
internal sealed record AgentHealth(CatalogService Service, ImmutableArray<CatalogCheck> Checks)
{
    public const string NodeMaintenanceId = "_node_maintenance";
    public const string ServiceMaintenancePrefix = "_service_maintenance:";

    /// <summary>One of <see cref="CheckStatus"/>: maintenance over critical over warning over passing.</summary>
    public string Status { get; } = Worst(Checks);

    private static string Worst(ImmutableArray<CatalogCheck> checks)
    {
        if (checks.Any(static check => check.Id == NodeMaintenanceId || check.Id.StartsWith(ServiceMaintenancePrefix, StringComparison.Ordinal)))
        {
            return CheckStatus.Maintenance;
        }

        return checks.Any(static check => check.Status is not (CheckStatus.Passing or CheckStatus.Warning)) ? CheckStatus.Critical
            : checks.Any(static check => check.Status == CheckStatus.Warning) ? CheckStatus.Warning
            : CheckStatus.Passing;
    }
}
