using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>service-resolver</c> entry valid.</summary>
internal static class ResolverRules
{
    private const int MaxSubsetLength = 63;

    public static string? Fault(ConfigEntry entry)
    {
        var body = new LooseObject(entry.Body);
        var subsets = body.Map("Subsets").Select(static subset => subset.Name).ToList();
        return MetaRules.Fault(entry.Meta)
            ?? subsets.Select(SubsetFault).FirstOrDefault(static fault => fault is not null)
            ?? (body.Text("DefaultSubset") is { Length: > 0 } subset && !subsets.Contains(subset) ? $"DefaultSubset {GoQuote.Quote(subset)} is not a valid subset" : null)
            ?? RedirectFault(body, entry.Name, subsets)
            ?? body.Map("Failover").Select(failover => FailoverFault(failover.Name, failover.Value, entry.Name, subsets)).FirstOrDefault(static fault => fault is not null)
            ?? TimeoutFault(body, "ConnectTimeout")
            ?? TimeoutFault(body, "RequestTimeout")
            ?? LoadBalancerRules.Fault(body.Object("LoadBalancer"));
    }

    /// <summary>Names of subsets are labels of DNS names.</summary>
    private static string? SubsetFault(string name)
    {
        var isLabel = name.All(static c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c) || c == '-') && name is not (['-', ..] or [.., '-']);
        return name.Length == 0 ? "Subset defined with empty name"
            : name.Length > MaxSubsetLength ? $"Subset {GoQuote.Quote(name)} is invalid: must be non-empty and 63 characters or fewer"
            : !isLabel ? $"Subset {GoQuote.Quote(name)} is invalid: must be 63 characters or fewer, begin or end with lower case alphanumeric characters, and contain lower case alphanumeric characters or '-' in between"
            : null;
    }

    private static string? RedirectFault(LooseObject body, string name, List<string> subsets)
    {
        var redirect = body.Object("Redirect");
        if (!redirect.Exists)
        {
            return null;
        }

        if (body.Map("Failover").Count > 0)
        {
            return "Redirect and Failover cannot both be set";
        }

        if (!redirect.HasAny("Service", "ServiceSubset", "Namespace", "Partition", "Datacenter", "Peer"))
        {
            return "Redirect is empty";
        }

        var (service, subset) = (redirect.Text("Service"), redirect.Text("ServiceSubset"));
        if (PeerRivals(redirect) is { } rival)
        {
            return rival == "Partition" ? "Redirect.Partition cannot be set with Redirect.Peer" : $"Redirect.Peer cannot be set with Redirect.{rival}";
        }

        if (service.Length == 0)
        {
            return ((string[])["ServiceSubset", "Namespace", "Partition", "Peer"]).FirstOrDefault(member => redirect.Text(member).Length > 0) is { } lonely
                ? $"Redirect.{lonely} defined without Redirect.Service"
                : null;
        }

        return subset.Length > 0 && service == name && !subsets.Contains(subset) ? $"Redirect.ServiceSubset {GoQuote.Quote(subset)} is not a valid subset of {GoQuote.Quote(name)}" : null;
    }

    private static string? FailoverFault(string key, LooseObject failover, string name, List<string> subsets)
    {
        var prefix = $"Bad Failover[{GoQuote.Quote(key)}]";
        var (service, subset) = (failover.Text("Service"), failover.Text("ServiceSubset"));
        var (targets, datacenters) = (failover.Objects("Targets"), failover.Texts("Datacenters"));
        return key != ConfigEntryConstants.Wildcard && !subsets.Contains(key) ? $"{prefix}: not a valid subset subset"
            : targets.Count == 0 && datacenters.Count == 0 && !failover.HasAny("Service", "ServiceSubset", "Namespace") ? $"{prefix}: one of Service, ServiceSubset, Namespace, Targets, or Datacenters is required"
            : failover.Object("Policy").Text("Mode") is not ("" or "default" or "order-by-locality") ? $"{prefix}: Policy must be one of '', 'default', or 'order-by-locality'"
            : subset.Length > 0 && (service.Length == 0 || service == name) && !subsets.Contains(subset) ? $"{prefix}: ServiceSubset {GoQuote.Quote(subset)} is not a valid subset of {GoQuote.Quote(service)}"
            : targets.Count > 0 && datacenters.Count > 0 ? $"{prefix}: Targets cannot be set with Datacenters"
            : targets.Count > 0 && subset.Length > 0 ? $"{prefix}: Targets cannot be set with ServiceSubset"
            : targets.Count > 0 && service.Length > 0 ? $"{prefix}: Targets cannot be set with Service"
            : targets.Select((target, at) => TargetFault(target, $"{prefix}.Targets[{at}]", name, subsets)).FirstOrDefault(static fault => fault is not null)
                ?? (datacenters.Contains("") ? $"{prefix}.Datacenters: found empty datacenter" : null);
    }

    private static string? TargetFault(LooseObject target, string prefix, string name, List<string> subsets)
    {
        if (PeerRivals(target) is { } rival)
        {
            return rival == "Partition" ? $"{prefix}: Partition cannot be set with Peer" : $"{prefix}: Peer cannot be set with {rival}";
        }

        var (service, subset) = (target.Text("Service"), target.Text("ServiceSubset"));
        return target.HasAny("Partition") && target.HasAny("Datacenter") ? $"{prefix}: Partition cannot be set with Datacenter"
            : subset.Length > 0 && (service.Length == 0 || service == name) && !subsets.Contains(subset) ? $"{prefix}: ServiceSubset {GoQuote.Quote(subset)} is not a valid subset of {GoQuote.Quote(name)}"
            : null;
    }

    /// <summary>What cannot be said of a service of a peer, but is.</summary>
    private static string? PeerRivals(LooseObject place) =>
        place.HasAny("Peer") ? ((string[])["ServiceSubset", "Partition", "Datacenter"]).FirstOrDefault(member => place.HasAny(member)) : null;

    private static string? TimeoutFault(LooseObject body, string name) =>
        body.Nanoseconds(name) is < 0 and var timeout ? $"Bad {name} '{GoDuration.Format(timeout)}', must be >= 0" : null;
}
