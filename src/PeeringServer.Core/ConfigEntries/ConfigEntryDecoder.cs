using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Core.ConfigEntries.Rules;
using PeeringServer.Core.ConfigEntries.Shapes;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Makes a config entry of what a client sent.</summary>
internal static class ConfigEntryDecoder
{
    private const string KindKey = "Kind";
    private const string NameKey = "Name";
    private const string MetaKey = "Meta";

    /// <summary>Keys that are answered with, and taken back without a look at them.</summary>
    private static readonly string[] Ignored = ["CreateIndex", "ModifyIndex", "kind", KindKey];

    /// <summary>Reads and normalises an entry; whether it is valid is another question.</summary>
    /// <param name="raw">A decoded JSON object, or null.</param>
    /// <exception cref="RefusalException">It has no kind, a kind that Consul has not, or fields that its kind has not.</exception>
    public static ConfigEntry Decode(IReadOnlyDictionary<string, object?>? raw)
    {
        var kind = KindOf(raw);
        var entry = EntryShapes.Find(kind) is { } shape ? Shaped(kind, shape, raw!) : Opaque(kind, raw!);
        return entry with { Hash = ConfigEntryHash.Of(entry) };
    }

    /// <summary>What Go calls the kind of a value that is no object.</summary>
    public static string KindNameOf(object raw) => EntryDecoding.KindName(raw);

    private static string KindOf(IReadOnlyDictionary<string, object?>? raw)
    {
        if (raw is null || (!raw.TryGetValue(KindKey, out var value) && !raw.TryGetValue("kind", out value)))
        {
            throw Invalid(ConfigEntryConstants.KindMissing);
        }

        var kind = value as string ?? throw Invalid(ConfigEntryConstants.KindNotText);
        ConfigEntryKinds.Require(kind);
        return kind;
    }

    private static ConfigEntry Shaped(string kind, EntryShape shape, IReadOnlyDictionary<string, object?> raw)
    {
        var decoding = new EntryDecoding();
        ImmutableArray<EntryField> common = [EntryShape.TextMap(MetaKey), EntryShape.Opaque("Hash"), .. kind == ConfigEntryKinds.Mesh ? [] : new[] { EntryShape.Text(NameKey) }];
        var body = decoding.Read(new EntryShape([.. common, .. shape.Fields]), raw, "");
        Require(decoding);
        var name = Take(body, NameKey) is { } text ? text.GetValue<string>() : "";
        var meta = MetaOf(Take(body, MetaKey));
        Take(body, "Hash");
        ConfigEntryNormalisation.Apply(kind, name, body);
        return new ConfigEntry(kind, ConfigEntryRules.DefaultName(kind, name)) { Body = JsonSerializer.SerializeToElement(body), Meta = meta };
    }

    /// <summary>Of these nothing is known but what all entries have.</summary>
    private static ConfigEntry Opaque(string kind, IReadOnlyDictionary<string, object?> raw)
    {
        var decoding = new EntryDecoding();
        var known = raw.Where(static pair => IsOneOf(pair.Key, NameKey, MetaKey)).ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        var common = decoding.Read(new EntryShape(EntryShape.Text(NameKey), EntryShape.TextMap(MetaKey)), known, "");
        Require(decoding);
        var rest = raw.Where(static pair => !IsOneOf(pair.Key, [NameKey, MetaKey, "Hash", .. Ignored]));
        var body = new JsonObject(rest.Select(static pair => KeyValuePair.Create(pair.Key, OpaqueTree.AsSent(pair.Value))));
        return new ConfigEntry(kind, Take(common, NameKey)?.GetValue<string>() ?? "")
        {
            Body = JsonSerializer.SerializeToElement(body),
            Meta = MetaOf(Take(common, MetaKey)),
        };
    }

    private static void Require(EntryDecoding decoding)
    {
        if (decoding.Faults.Count > 0)
        {
            throw Invalid($"{decoding.Faults.Count} error(s) decoding:\n\n{string.Join('\n', decoding.Faults.Select(static fault => $"* {fault}"))}");
        }

        var unknown = decoding.UnknownKeys.Where(static key => !Ignored.Contains(key)).Select(UnknownKey).ToList();
        if (unknown.Count > 0)
        {
            throw Invalid(GoErrors.Combine(unknown));
        }
    }

    private static string UnknownKey(string key) => key switch
    {
        _ when key.EndsWith("namespace", StringComparison.OrdinalIgnoreCase) => $"invalid config key {GoQuote.Quote(key)}, namespaces are a consul enterprise feature",
        _ when key.Contains("jwt", StringComparison.OrdinalIgnoreCase) => $"invalid config key {GoQuote.Quote(key)}, api-gateway jwt validation is a consul enterprise feature",
        _ => $"invalid config key {GoQuote.Quote(key)}",
    };

    private static ImmutableSortedDictionary<string, string> MetaOf(JsonNode? meta) =>
        (meta as JsonObject ?? []).ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal);

    private static JsonNode? Take(JsonObject body, string name)
    {
        var value = body[name];
        body.Remove(name);
        return value;
    }

    private static bool IsOneOf(string key, params string[] names) => names.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static RefusalException Invalid(string message) => new(RefusalKind.Invalid, message);
}
