using System.Text.Json.Nodes;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>
/// Fits what a client sent to a shape, as loosely as Consul does: names in any case or in snake case, numbers and flags as text,
/// a list of one for the one. What does not fit is gathered, so that all of it can be told at once.
/// </summary>
internal sealed class EntryDecoding
{
    private readonly List<string> _faults = [];
    private readonly List<string> _unknown = [];

    /// <summary>What could not be converted.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Paths of keys that mean nothing.</summary>
    public IReadOnlyList<string> UnknownKeys => _unknown;

    /// <summary>Reads an object; of fields that nothing was said of, those stay that are always shown.</summary>
    public JsonObject Read(EntryShape shape, IReadOnlyDictionary<string, object?> raw, string path)
    {
        var result = new JsonObject();
        var left = raw.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var field in shape.Fields)
        {
            var keys = left.Where(key => key.Equals(field.Name, StringComparison.OrdinalIgnoreCase) || key.Equals(field.Alias, StringComparison.OrdinalIgnoreCase)).ToList();
            left.ExceptWith(keys);
            var value = keys.Count == 0 ? null : Read(field, raw[Best(keys, field)], Join(path, field.Name));
            if (value is not null || field.IsAlwaysShown)
            {
                result[field.Name] = value ?? Zero(field);
            }
        }

        _unknown.AddRange(left.Order(StringComparer.Ordinal).Select(key => Join(path, key)));
        return result;
    }

    /// <summary>A map of text; null for one that is empty.</summary>
    public JsonObject? ReadTextMap(object? raw, string path)
    {
        if (raw is not Dictionary<string, object?> map)
        {
            Expect("map", raw, path, raw is null or List<object?> { Count: 0 });
            return null;
        }

        var pairs = map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Text(pair.Value, $"{path}[{pair.Key}]")));
        return map.Count == 0 ? null : new JsonObject(pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }

    private JsonNode? Read(EntryField field, object? raw, string path)
    {
        var isList = field.Kind is EntryFieldKind.TextList or EntryFieldKind.Structs;
        var value = !isList && raw is List<object?> { Count: 1 } list ? list[0] : raw;
        return field.Kind switch
        {
            EntryFieldKind.Text => Text(value, path) is { Length: > 0 } text ? text : null,
            EntryFieldKind.LowerText => Text(value, path) is { Length: > 0 } text ? text.ToLowerInvariant() : null,
            EntryFieldKind.Flag => Flag(value, path) ? true : null,
            EntryFieldKind.Number => Number(value, path) is not 0 and var number ? number : null,
            EntryFieldKind.Duration => Duration(value, path) is not 0 and var nanoseconds ? nanoseconds : null,
            EntryFieldKind.TextMap => ReadTextMap(value, path),
            EntryFieldKind.TextList => List(value, (item, place) => Text(item, place), path),
            EntryFieldKind.Opaque => value is null ? null : OpaqueTree.Of(value),
            EntryFieldKind.Structs => List(value, (item, place) => Struct(field.Shape!, item, place), path),
            _ => value is null ? null : Struct(field.Shape!, value, path),
        };
    }

    /// <summary>The exact name goes before others, and any case of it before the alias.</summary>
    private static string Best(List<string> keys, EntryField field) =>
        keys.Find(key => key == field.Name) ?? keys.Find(key => key.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) ?? keys[0];

    private JsonNode? Zero(EntryField field) => field.Kind switch
    {
        EntryFieldKind.Text or EntryFieldKind.LowerText => "",
        EntryFieldKind.Flag => false,
        EntryFieldKind.Number or EntryFieldKind.Duration => 0,
        EntryFieldKind.Struct => Read(field.Shape!, new Dictionary<string, object?>(), ""),
        _ => null,
    };

    private JsonObject? Struct(EntryShape shape, object? raw, string path)
    {
        if (raw is Dictionary<string, object?> map)
        {
            return Read(shape, map, path);
        }

        Expect("map", raw, path, isFine: false);
        return null;
    }

    private static JsonArray? List(object? raw, Func<object?, string, JsonNode?> read, string path)
    {
        List<object?> items = raw switch
        {
            null or "" or Dictionary<string, object?> { Count: 0 } => [],
            List<object?> list => list,
            _ => [raw],
        };
        return items.Count == 0 ? null : new JsonArray([.. items.Select((item, at) => read(item, $"{path}[{at}]"))]);
    }

    private string Text(object? raw, string path)
    {
        switch (raw)
        {
            case null:
                return "";
            case string text:
                return text;
            case bool flag:
                return flag ? "1" : "0";
            case double number:
                return OpaqueTree.Plain(number);
            default:
                _faults.Add($"'{path}' expected type 'string', got unconvertible type '{TypeName(raw)}', value: '{OpaqueTree.Print(raw)}'");
                return "";
        }
    }

    private bool Flag(object? raw, string path)
    {
        switch (raw)
        {
            case null or "":
                return false;
            case bool flag:
                return flag;
            case double number:
                return number != 0;
            case string text:
                if (!GoNumbers.TryParseBool(text, out var parsed, out var fault))
                {
                    _faults.Add($"cannot parse '{path}' as bool: {fault}");
                }

                return parsed;
            default:
                _faults.Add($"'{path}' expected type 'bool', got unconvertible type '{TypeName(raw)}', value: '{OpaqueTree.Print(raw)}'");
                return false;
        }
    }

    private long Duration(object? raw, string path)
    {
        if (raw is not string { Length: > 0 } text)
        {
            return Number(raw, path);
        }

        if (!GoDuration.TryParse(text, out var nanoseconds, out var fault))
        {
            _faults.Add($"error decoding '{path}': {fault}");
        }

        return nanoseconds;
    }

    private long Number(object? raw, string path)
    {
        switch (raw)
        {
            case null or "":
                return 0;
            case bool flag:
                return flag ? 1 : 0;
            case double number:
                return (long)number;
            case string text:
                if (!GoNumbers.TryParseInt(text, 0, 64, out var parsed, out var fault))
                {
                    _faults.Add($"cannot parse '{path}' as int: {fault}");
                }

                return parsed;
            default:
                _faults.Add($"'{path}' expected type 'int', got unconvertible type '{TypeName(raw)}', value: '{OpaqueTree.Print(raw)}'");
                return 0;
        }
    }

    private void Expect(string expected, object? raw, string path, bool isFine)
    {
        if (!isFine)
        {
            _faults.Add($"'{path}' expected a {expected}, got '{KindName(raw)}'");
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string TypeName(object? raw) => raw is Dictionary<string, object?> ? "map[string]interface {}" : "[]interface {}";

    internal static string KindName(object? raw) => raw switch
    {
        null => "invalid",
        string => "string",
        bool => "bool",
        double => "float64",
        List<object?> => "slice",
        _ => "map",
    };
}
