using System.Text.Json;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>The services that routers, splitters and resolvers send traffic on to. Nobody looks into such entries otherwise: their members stand as they were sent.</summary>
internal static class DiscoveryTargets
{
    /// <summary>Names of other services in an entry; of other kinds none.</summary>
    public static IEnumerable<string> Of(ConfigEntry entry)
    {
        var services = entry.Kind switch
        {
            ConfigEntryKinds.ServiceRouter => Items(entry.Body, "Routes").Select(static route => Service(Member(route, "Destination"))),
            ConfigEntryKinds.ServiceSplitter => Items(entry.Body, "Splits").Select(Service),
            ConfigEntryKinds.ServiceResolver => OfResolver(entry.Body),
            _ => [],
        };
        return services.Where(service => service.Length > 0 && service != entry.Name).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> OfResolver(JsonElement body) =>
        Values(body, "Failover")
            .SelectMany(static failover => Items(failover, "Targets").Prepend(failover))
            .Prepend(Member(body, "Redirect"))
            .Select(Service);

    private static string Service(JsonElement element) => Member(element, nameof(Service)) is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "";

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static IEnumerable<JsonElement> Values(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject().Select(static member => member.Value) : [];

    /// <summary>A member in whatever case it was sent.</summary>
    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind != JsonValueKind.Object
        ? default
        : parent.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
