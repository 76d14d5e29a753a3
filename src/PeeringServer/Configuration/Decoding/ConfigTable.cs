namespace PeeringServer.Configuration.Decoding;

/// <summary>
/// A part of a configuration as decoded: keys by their proper names, values of the schema's types (<see cref="string"/>,
/// <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, a list, a map, or a table again). What was not given is not there.
/// </summary>
internal sealed class ConfigTable
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>The keys given, in order.</summary>
    public IEnumerable<string> Keys => _values.Keys.Order(StringComparer.Ordinal);

    /// <summary>The value at a dotted path, or null.</summary>
    public object? Find(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? _values.GetValueOrDefault(path) : Inner(path[..dot])?.Find(path[(dot + 1)..]);
    }

    /// <summary>Sets the value at a dotted path.</summary>
    public void Set(string path, object value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            _values[path] = value;
            return;
        }

        var inner = Inner(path[..dot]) ?? new ConfigTable();
        _values[path[..dot]] = inner;
        inner.Set(path[(dot + 1)..], value);
    }

    /// <summary>Takes the value at a dotted path away, and returns it.</summary>
    public object? Take(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot >= 0 ? Inner(path[..dot])?.Take(path[(dot + 1)..])
            : _values.Remove(path, out var value) ? value
            : null;
    }

    /// <summary>Lays <paramref name="later"/> over this: lists grow, maps are replaced unless the later one is empty, single values are replaced.</summary>
    public void Merge(ConfigTable later)
    {
        foreach (var (key, value) in later._values)
        {
            switch (_values.GetValueOrDefault(key), value)
            {
                case (ConfigTable mine, ConfigTable theirs):
                    mine.Merge(theirs);
                    break;
                case (List<object> mine, List<object> theirs):
                    _values[key] = (List<object>)[.. mine, .. theirs];
                    break;
                case (not null, Dictionary<string, object> { Count: 0 }):
                    break;
                default:
                    _values[key] = value;
                    break;
            }
        }
    }

    private ConfigTable? Inner(string key) => _values.GetValueOrDefault(key) as ConfigTable;
}
