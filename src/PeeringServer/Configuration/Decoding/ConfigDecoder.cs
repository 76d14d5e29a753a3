using System.Collections;
using PeeringServer.Configuration.Schema;

namespace PeeringServer.Configuration.Decoding;

/// <summary>
/// Fits what a file holds to the schema, as strictly as consul: no text for numbers or the other way round, but a list of one
/// counts as its element (HCL reads every block as a list), a whole number as a number, and a number as a whole one.
/// </summary>
internal sealed class ConfigDecoder
{
    private const string Tokens = "acl.tokens";
    private const string FormerTokenStart = "acl_";
    private const string FormerTokenEnd = "token";
    private const string HiddenValue = "<hidden>";

    private readonly List<string> _errors = [];
    private readonly List<string> _unknown = [];

    /// <summary>Decodes <paramref name="raw"/>.</summary>
    /// <returns>What was given, and the dotted paths of keys that the schema does not know.</returns>
    /// <exception cref="ConfigException">Values do not fit; all of them are named.</exception>
    public static (ConfigTable Table, IReadOnlyList<string> Unknown) Decode(IDictionary raw, ConfigStruct schema)
    {
        var decoder = new ConfigDecoder();
        var table = decoder.DecodeTable("", raw, schema);
        if (decoder._errors.Count > 0)
        {
            var lines = decoder._errors.Order(StringComparer.Ordinal).Select(e => "* " + e);
            throw new ConfigException($"{decoder._errors.Count} error(s) decoding:\n\n{string.Join('\n', lines)}");
        }

        return (table, decoder._unknown);
    }

    private ConfigTable DecodeTable(string name, IDictionary raw, ConfigStruct schema)
    {
        var table = new ConfigTable();
        foreach (DictionaryEntry entry in raw)
        {
            var key = (string)entry.Key;
            var path = name.Length == 0 ? key : $"{name}.{key}";
            if (schema.Find(key) is not { } field)
            {
                _unknown.Add(path);
            }
            else if (Decode(name.Length == 0 ? field.Name : $"{name}.{field.Name}", entry.Value, field.Type) is { } value)
            {
                table.Set(field.Name, value);
            }
        }

        return table;
    }

    // Null for what is null, and for what does not fit, which is then among the errors.
    private object? Decode(string name, object? input, ConfigType type)
    {
        if (type.Kind != ConfigKind.List && input is IList { Count: 1 } one)
        {
            input = one[0];
        }

        return input is null ? null : type.Kind switch
        {
            ConfigKind.Struct => input is IDictionary raw ? DecodeTable(name, raw, (ConfigStruct)type) : NoMap(name, input),
            ConfigKind.Map => input is IDictionary raw ? DecodeMap(name, raw, type.Element!) : NoMap(name, input),
            ConfigKind.List => input is IList list ? DecodeList(name, list, type.Element!) : Fail($"'{name}': source data must be an array or slice, got {GoValue.KindName(input)}"),
            ConfigKind.Any => input,
            _ => DecodeScalar(name, input, type),
        };
    }

    private object? DecodeScalar(string name, object input, ConfigType type) => (type.Kind, input) switch
    {
        (ConfigKind.String or ConfigKind.Duration, string) => input,
        (ConfigKind.Bool, bool) => input,
        (ConfigKind.Float, double) => input,
        (ConfigKind.Float, int or long) => Convert.ToDouble(input, null),
        (ConfigKind.Int, int or long) => Convert.ToInt64(input, null),
        (ConfigKind.Int, double number) => (long)number,
        (ConfigKind.Uint or ConfigKind.Uint32 or ConfigKind.Uint64, int or long) =>
            Convert.ToInt64(input, null) is >= 0 and var whole ? whole : Fail($"cannot parse '{name}', {input} overflows uint"),
        (ConfigKind.Uint or ConfigKind.Uint32 or ConfigKind.Uint64, double number) =>
            number >= 0 ? (long)number : Fail(FormattableString.Invariant($"cannot parse '{name}', {number:F6} overflows uint")),
        _ => Fail($"'{name}' expected type '{type.GoName}', got unconvertible type '{GoValue.TypeName(input)}', value: '{Shown(name, input)}'"),
    };

    private Dictionary<string, object> DecodeMap(string name, IDictionary raw, ConfigType element)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in raw)
        {
            if (Decode($"{name}[{entry.Key}]", entry.Value, element) is { } value)
            {
                map[(string)entry.Key] = value;
            }
        }

        return map;
    }

    private List<object> DecodeList(string name, IList raw, ConfigType element)
    {
        var list = new List<object>(raw.Count);
        for (var i = 0; i < raw.Count; i++)
        {
            if (Decode($"{name}[{i}]", raw[i], element) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private object? NoMap(string name, object input) => Fail($"'{name}' expected a map, got '{GoValue.KindName(input)}'");

    /// <summary>A value as an error may show it: tokens stay out of the log, also where they stand in the wrong form.</summary>
    private static string Shown(string name, object input) => HoldsToken(name) ? HiddenValue : GoValue.Format(input);

    private static bool HoldsToken(string name) =>
        name.StartsWith(Tokens, StringComparison.Ordinal) || (name.StartsWith(FormerTokenStart, StringComparison.Ordinal) && name.EndsWith(FormerTokenEnd, StringComparison.Ordinal));

    private object? Fail(string error)
    {
        _errors.Add(error);
        return null;
    }
}
