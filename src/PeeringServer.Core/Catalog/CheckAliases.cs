using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>Checks that are as another service or node is.</summary>
internal static class CheckAliases
{
    /// <summary>What an alias depends on: the agent, or another node.</summary>
    public static Topic[] TopicsOf(CheckDefinition definition) => definition.AliasNode.Length == 0
        ? [AgentTopics.All]
        : [CatalogTopics.NodeChecks(CatalogTable.LocalPeer, definition.AliasNode), CatalogTopics.Node(CatalogTable.LocalPeer, definition.AliasNode)];

    /// <summary>What an alias comes to: the first critical check of the service or its node, or else the last that warns.</summary>
    public static CheckResult ResultOf(AgentCheck alias, ClusterSnapshot snapshot)
    {
        var (node, service) = (alias.Definition!.AliasNode, alias.Definition.AliasService);
        var catalog = snapshot.Catalog.Local;
        var isLocal = node.Length == 0;
        var all = isLocal ? snapshot.Agent.Checks.Values.Select(static check => check.Check) : catalog.Find(node)?.Checks.Values ?? [];

        // An alias that counted itself would never be well again.
        var relevant = all.Where(check => (check.ServiceId.Length == 0 || check.ServiceId == service) && !(check.Id == alias.Check.Id && (isLocal || check.Node == alias.Check.Node))).ToList();
        var exists = service.Length == 0 || relevant.Exists(check => check.ServiceId == service)
            || (isLocal ? snapshot.Agent.Services.ContainsKey(service) : catalog.FindService(node, service) is not null);
        if (!exists)
        {
            return new CheckResult(CheckStatus.Critical, $"Service {service} could not be found on node {(isLocal ? alias.Check.Node : node)}");
        }

        var failing = relevant.Find(static check => check.Status == CheckStatus.Critical) ?? relevant.FindLast(static check => check.Status == CheckStatus.Warning);
        return failing is not null ? new CheckResult(failing.Status, Shortened($"Aliased check \"{failing.Name}\" failing: {failing.Output}"))
            : new CheckResult(CheckStatus.Passing, relevant.Count == 0 ? "No checks found." : "All checks passing.");
    }

    // Two aliases of one another would tell of each other without end.
    private static string Shortened(string output) => output.Length > CheckResult.MaxOutput ? output[..CheckResult.MaxOutput] : output;
}
