using PeeringServer.Configuration.Decoding;

namespace PeeringServer.Configuration.Reading;

/// <summary>Hands out the values of a configuration, and knows afterwards which keys nobody asked for.</summary>
/// <param name="table">The merged configuration.</param>
internal sealed class ConfigReader(ConfigTable table)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Text, or null.</summary>
    public string? String(string path) => Read(path) as string;

    /// <summary>True or false, or null.</summary>
    public bool? Bool(string path) => Read(path) is bool truth ? truth : null;

    /// <summary>A whole number, or null.</summary>
    public long? Int(string path) => Read(path) is long number ? number : null;

    /// <summary>A list of text; empty where there is none.</summary>
    public IReadOnlyList<string> Strings(string path) => Read(path) is List<object> list ? [.. list.Cast<string>()] : [];

    /// <summary>A map of text; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> StringMap(string path)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Read(path) as Dictionary<string, object> ?? [])
        {
            map.Add(key, (string)value);
        }

        return map;
    }

    /// <summary>A map of anything; empty where there is none.</summary>
    public IReadOnlyDictionary<string, object> Map(string path) => (Dictionary<string, object>?)Read(path) ?? [];

    /// <summary>A list of parts with keys of their own; empty where there is none.</summary>
    public IReadOnlyList<ConfigTable> Tables(string path) => Read(path) is List<object> list ? [.. list.Cast<ConfigTable>()] : [];

    /// <summary>Reads a value without counting that as a use of it.</summary>
    public object? Peek(string path) => table.Find(path);

    /// <summary>Dotted paths of keys that were given and not read, in order.</summary>
    public IReadOnlyList<string> Unread()
    {
        var unread = new List<string>();
        AddUnread(table, "", unread);
        return unread;
    }

    private void AddUnread(ConfigTable part, string prefix, List<string> unread)
    {
        foreach (var key in part.Keys)
        {
            if (part.Find(key) is ConfigTable inner)
            {
                AddUnread(inner, $"{prefix}{key}.", unread);
            }
            else if (!_read.Contains(prefix + key))
            {
                unread.Add(prefix + key);
            }
        }
    }

    private object? Read(string path)
    {
        _read.Add(path);
        return table.Find(path);
    }
}
