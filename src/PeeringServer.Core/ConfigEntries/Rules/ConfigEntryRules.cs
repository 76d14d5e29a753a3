using System.Text.Json;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a config entry valid, in the order in which a real server looks.</summary>
internal static class ConfigEntryRules
{
    /// <exception cref="RefusalException">It is not valid.</exception>
    public static void Validate(ConfigEntry entry)
    {
        if (Fault(entry) is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, fault);
        }
    }

    /// <summary>The name under which an entry is stored; kinds that have only one entry know it by themselves.</summary>
    public static string DefaultName(string kind, string name) => (kind, name) switch
    {
        (ConfigEntryKinds.Mesh, _) => ConfigEntryKinds.MeshName,
        (ConfigEntryKinds.ProxyDefaults, "") => ConfigEntryKinds.ProxyDefaultsName,
        _ => name,
    };

    /// <inheritdoc cref="DefaultName"/>
    /// <exception cref="RefusalException">The kind has no entry of that name.</exception>
    public static string NormaliseName(string kind, string name)
    {
        var stored = DefaultName(kind, name);
        return ProxyDefaultsFault(kind, stored) is { } fault ? throw new RefusalException(RefusalKind.Invalid, fault) : stored;
    }

    private static string? Fault(ConfigEntry entry) => entry.Kind switch
    {
        ConfigEntryKinds.Mesh => MetaRules.Fault(entry.Meta),
        ConfigEntryKinds.ProxyDefaults => ProxyDefaultsFault(entry.Kind, entry.Name) ?? ProxyDefaultsRules.Fault(entry),
        ConfigEntryKinds.ExportedServices => ExportedServicesRules.Fault(entry),
        ConfigEntryKinds.SamenessGroup => ConfigEntryConstants.SamenessGroups,
        _ when entry.Name.Length == 0 => ConfigEntryConstants.NameRequired,
        ConfigEntryKinds.ServiceDefaults => ServiceDefaultsRules.Fault(entry),
        ConfigEntryKinds.ServiceIntentions => IntentionRules.Fault(entry),
        ConfigEntryKinds.ServiceRouter => RouterRules.Fault(entry),
        ConfigEntryKinds.ServiceSplitter => SplitterRules.Fault(entry),
        ConfigEntryKinds.ServiceResolver => ResolverRules.Fault(entry),
        _ => MetaRules.Fault(entry.Meta),
    };

    private static string? ProxyDefaultsFault(string kind, string name) => kind == ConfigEntryKinds.ProxyDefaults && name != ConfigEntryKinds.ProxyDefaultsName
        ? ConfigEntryConstants.FixedName(GoQuote.Quote(name), ConfigEntryKinds.ProxyDefaultsName)
        : null;

    /// <summary>Text of a member; empty where there is none.</summary>
    internal static string Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    /// <summary>Items of a member that is a list; none where there is none.</summary>
    internal static IReadOnlyList<JsonElement> Items(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
}
