namespace PeeringServer.Configuration.Decoding;

/// <summary>
/// A part of a configuration as decoded: keys by their proper names, values of the schema's types (<see cref="string"/>,
/// <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, a list, a map, or a table again). What was not given is not there.
/// </summary>
internal sealed class ConfigTable
{
    private readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    /// <summary>Everything given, in the order of keys.</summary>
    public IEnumerable<KeyValuePair<string, object>> Values => _values;

    /// <summary>The value at a dotted path, or null.</summary>
    public object? Find(string path)
    {
        var (head, tail) = Split(path);
        return _values.GetValueOrDefault(head) is { } value && tail is not null ? (value as ConfigTable)?.Find(tail) : _values.GetValueOrDefault(head);
    }

    /// <summary>Sets the value at a dotted path.</summary>
    public void Set(string path, object value)
    {
        var (head, tail) = Split(path);
        if (tail is null)
        {
            _values[head] = value;
            return;
        }

        if (_values.GetValueOrDefault(head) is not ConfigTable inner)
        {
            _values[head] = inner = new ConfigTable();
        }

        inner.Set(tail, value);
    }

    /// <summary>Takes the value at a dotted path away, and returns it.</summary>
    public object? Take(string path)
    {
        var (head, tail) = Split(path);
        if (tail is not null)
        {
            return (_values.GetValueOrDefault(head) as ConfigTable)?.Take(tail);
        }

        return _values.Remove(head, out var value) ? value : null;
    }

    /// <summary>Lays <paramref name="later"/> over this: lists grow, maps are replaced unless the later one is empty, single values are replaced.</summary>
    public void Merge(ConfigTable later)
    {
        foreach (var (key, value) in later._values)
        {
            _values[key] = (_values.GetValueOrDefault(key), value) switch
            {
                (ConfigTable mine, ConfigTable theirs) => mine.Merged(theirs),
                (List<object> mine, List<object> theirs) => (List<object>)[.. mine, .. theirs],
                ({ } mine, Dictionary<string, object> { Count: 0 }) => mine,
                _ => value,
            };
        }
    }

    private ConfigTable Merged(ConfigTable later)
    {
        Merge(later);
        return this;
    }

    private static (string Head, string? Tail) Split(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (path, null) : (path[..dot], path[(dot + 1)..]);
    }
}
