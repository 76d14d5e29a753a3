using System.Text;
using System.Text.Json;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>service-intentions</c> entry valid.</summary>
internal static class IntentionRules
{
    private const string PartialWildcard = "Name: wildcard character '*' cannot be used with partial values";

    public static string? Fault(ConfigEntry entry)
    {
        if (IsPartialWildcard(entry.Name))
        {
            return PartialWildcard;
        }

        var sources = ConfigEntryRules.Items(entry.Body, "Sources");
        return MetaRules.Fault(entry.Meta)
            ?? (sources.Count == 0 ? "At least one source is required" : null)
            ?? sources.Select((source, at) => SourceFault(source, $"Sources[{at}]", entry.Name == ConfigEntryConstants.Wildcard)).FirstOrDefault(static fault => fault is not null)
            ?? RepetitionFault(sources);
    }

    private static string? SourceFault(JsonElement source, string path, bool isForAll)
    {
        var name = ConfigEntryRules.Text(source, "Name");
        var permissions = ConfigEntryRules.Items(source, "Permissions");
        var action = ConfigEntryRules.Text(source, "Action");
        return name.Length == 0 ? $"{path}.Name is required"
            : IsPartialWildcard(name) ? $"{path}.{PartialWildcard}"
            : ConfigEntryRules.Text(source, "Peer").Contains(ConfigEntryConstants.Wildcard, StringComparison.Ordinal) ? $"{path}.Peer: cannot use wildcard '*' in peer"
            : Encoding.UTF8.GetByteCount(ConfigEntryRules.Text(source, "Description")) > MetaRules.MaxValueLength ? $"{path}.Description exceeds maximum length {MetaRules.MaxValueLength}"
            : source.TryGetProperty("LegacyMeta", out _) ? $"{path}.LegacyMeta must be omitted"
            : permissions.Count == 0 && !IsAction(action) ? $"{path}.Action must be set to 'allow' or 'deny'"
            : permissions.Count > 0 && action.Length > 0 ? $"{path}.Action must be omitted if Permissions are specified"
            : permissions.Count > 0 && isForAll ? $"{path}.Permissions cannot be specified on intentions with wildcarded destinations"
            : ConfigEntryRules.Text(source, "Type") != "consul" ? $"{path}.Type must be set to 'consul'"
            : permissions.Select((permission, at) => PermissionFault(permission, $"{path}.Permissions[{at}]")).FirstOrDefault(static fault => fault is not null);
    }

    private static string? PermissionFault(JsonElement permission, string path)
    {
        if (!IsAction(ConfigEntryRules.Text(permission, "Action")))
        {
            return $"{path}.Action must be set to 'allow' or 'deny'";
        }

        return !permission.TryGetProperty("HTTP", out var http) ? $"{path}.HTTP is required"
            : !http.EnumerateObject().Any() ? $"{path}.HTTP should not be empty"
            : null;
    }

    private static string? RepetitionFault(IReadOnlyList<JsonElement> sources)
    {
        var seen = new HashSet<(string Peer, string Name)>();
        for (var at = 0; at < sources.Count; at++)
        {
            var (peer, name) = (ConfigEntryRules.Text(sources[at], "Peer"), ConfigEntryRules.Text(sources[at], "Name"));
            if (!seen.Add((peer, name)))
            {
                return $"Sources[{at}] defines {(peer.Length == 0 ? "" : $"peer({GoQuote.Quote(peer)}) ")}{GoQuote.Quote(name)} more than once";
            }
        }

        return null;
    }

    private static bool IsAction(string action) => action is "allow" or "deny";

    private static bool IsPartialWildcard(string name) => name != ConfigEntryConstants.Wildcard && name.Contains(ConfigEntryConstants.Wildcard, StringComparison.Ordinal);
}
