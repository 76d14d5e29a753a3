using System.Text.Json;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>service-defaults</c> entry valid.</summary>
internal static class ServiceDefaultsRules
{
    private const int MaxPort = 65535;

    public static string? Fault(ConfigEntry entry)
    {
        if (entry.Name == ConfigEntryConstants.Wildcard)
        {
            return "service-defaults name must be the name of a service, and not a wildcard";
        }

        var faults = MetaRules.Faults(entry.Meta).Concat(Faults(entry.Body)).ToList();
        return ModeFault(entry.Body) ?? (faults.Count == 0 ? null : GoErrors.Combine(faults));
    }

    public static string? ModeFault(JsonElement body) => ConfigEntryRules.Text(body, "MutualTLSMode") is not ("" or "strict" or "permissive") and var mode
        ? $"Invalid MutualTLSMode {GoQuote.Quote(mode)}. Must be one of \"\", \"strict\", or \"permissive\"."
        : null;

    private static IEnumerable<string> Faults(JsonElement body)
    {
        if (ConfigEntryRules.Text(body, "BalanceInboundConnections") is not ("" or "exact_balance") and var balance)
        {
            yield return $"invalid value for balance_inbound_connections: {balance}";
        }

        var hasUpstreams = body.TryGetProperty("UpstreamConfig", out var upstreams);
        foreach (var fault in body.TryGetProperty("Destination", out _) || !hasUpstreams ? [] : UpstreamFaults(upstreams))
        {
            yield return fault;
        }

        if (!body.TryGetProperty("Destination", out var destination))
        {
            yield break;
        }

        if (hasUpstreams)
        {
            yield return "UpstreamConfig and Destination are mutually exclusive for service defaults";
            yield break;
        }

        foreach (var fault in DestinationFaults(destination))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> UpstreamFaults(JsonElement upstreams)
    {
        foreach (var upstream in ConfigEntryRules.Items(upstreams, "Overrides"))
        {
            var name = ConfigEntryRules.Text(upstream, "Name");
            var fault = name.Length == 0 ? "Name is required"
                : name == ConfigEntryConstants.Wildcard ? "Wildcard name is not supported"
                : BalanceFault(upstream);
            if (fault is not null)
            {
                yield return $"error in upstream override for {name}:{ConfigEntryRules.Text(upstream, "Peer")}: {fault}";
            }
        }

        if (upstreams.TryGetProperty("Defaults", out var defaults)
            && (ConfigEntryRules.Text(defaults, "Name").Length > 0 ? "Name must be empty" : BalanceFault(defaults)) is { } reason)
        {
            yield return $"error in upstream defaults: {reason}";
        }
    }

    private static string? BalanceFault(JsonElement upstream) => ConfigEntryRules.Text(upstream, "BalanceOutboundConnections") is not ("" or "exact_balance") and var balance
        ? GoErrors.Combine([$"invalid value for balance_outbound_connections: {balance}"])
        : null;

    private static IEnumerable<string> DestinationFaults(JsonElement destination)
    {
        var addresses = ConfigEntryRules.Items(destination, "Addresses").Select(static address => address.GetString()!).ToList();
        if (addresses.Count == 0)
        {
            yield return "Destination must contain at least one valid address";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in addresses.Where(address => !seen.Add(address)))
        {
            yield return $"Duplicate address '{address}' is not allowed";
        }

        var port = destination.TryGetProperty("Port", out var value) ? value.GetInt64() : 0;
        if (port is < 1 or > MaxPort)
        {
            yield return $"Invalid Port number {port}";
        }
    }
}
