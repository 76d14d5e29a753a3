using PeeringServer.Configuration.Decoding;

namespace PeeringServer.Configuration.Reading;

/// <summary>Hands out the values of a configuration, and knows afterwards which keys nobody asked for.</summary>
/// <param name="table">The merged configuration.</param>
internal sealed class ConfigReader(ConfigTable table)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Text, or null.</summary>
    public string? String(string path) => (string?)Read(path);

    /// <summary>True or false, or null.</summary>
    public bool? Bool(string path) => (bool?)Read(path);

    /// <summary>A whole number, or null.</summary>
    public long? Int(string path) => (long?)Read(path);

    /// <summary>A list of text; empty where there is none.</summary>
    public IReadOnlyList<string> Strings(string path) => [.. ((List<object>?)Read(path) ?? []).Cast<string>()];

    /// <summary>A map of text; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> StringMap(string path) =>
        ((Dictionary<string, object>?)Read(path) ?? []).ToDictionary(e => e.Key, e => (string)e.Value, StringComparer.Ordinal);

    /// <summary>A map of anything; empty where there is none.</summary>
    public IReadOnlyDictionary<string, object> Map(string path) => (Dictionary<string, object>?)Read(path) ?? [];

    /// <summary>Reads a value without counting that as a use of it.</summary>
    public object? Peek(string path) => table.Find(path);

    /// <summary>Dotted paths of keys that were given and not read, in order.</summary>
    public IReadOnlyList<string> Unread() => [.. Leaves().Select(e => e.Key).Where(p => !_read.Contains(p))];

    /// <summary>Every value given, by dotted path, in order.</summary>
    public IEnumerable<KeyValuePair<string, object>> Leaves() => Leaves(table, "");

    private static IEnumerable<KeyValuePair<string, object>> Leaves(ConfigTable table, string prefix) =>
        table.Values.SelectMany(e => e.Value is ConfigTable inner
            ? Leaves(inner, $"{prefix}{e.Key}.")
            : [KeyValuePair.Create(prefix + e.Key, e.Value)]);

    private object? Read(string path)
    {
        _read.Add(path);
        return table.Find(path);
    }
}
