namespace PeeringServer.Core.Catalog.Filters;

/// <summary>What of an item a filter can ask for: dotted paths, and how they are read.</summary>
/// <remarks>
/// A field is a text, a number (<see cref="int"/>), a flag, a list of texts or a map; what a map holds is asked for by a further part of the path.
/// </remarks>
internal sealed class FilterShape<T>
{
    private readonly Dictionary<string, Func<T, object?>> _fields = new(StringComparer.Ordinal);

    /// <summary>Adds a field.</summary>
    public FilterShape<T> With(string path, Func<T, object?> read)
    {
        _fields.Add(path, read);
        return this;
    }

    /// <summary>Adds the fields of another shape below a path.</summary>
    public FilterShape<T> With<TPart>(string path, FilterShape<TPart> shape, Func<T, TPart> part)
    {
        foreach (var (name, read) in shape._fields)
        {
            _fields.Add($"{path}.{name}", item => read(part(item)));
        }

        return this;
    }

    /// <summary>How a selector is read; null within a map where the key is missing.</summary>
    /// <exception cref="FilterException">There is no such field.</exception>
    public Func<T, object?> Find(IReadOnlyList<string> selector)
    {
        for (var length = selector.Count; length > 0; length--)
        {
            if (_fields.TryGetValue(string.Join('.', selector.Take(length)), out var read))
            {
                var rest = selector.Skip(length).ToArray();
                return rest.Length == 0 ? read : item => Descend(read(item), rest, selector);
            }
        }

        throw Invalid(selector);
    }

    private static object? Descend(object? value, string[] rest, IReadOnlyList<string> selector) => (value, rest) switch
    {
        (null, _) => FilterMissing.Value,
        (ValueMap<string> map, [var key]) => map.Pairs.TryGetValue(key, out var text) ? text : FilterMissing.Value,
        (ValueMap<ServiceAddress> map, [var key, var part]) => !map.Pairs.TryGetValue(key, out var address) ? FilterMissing.Value
            : part == nameof(ServiceAddress.Address) ? address.Address
            : part == nameof(ServiceAddress.Port) ? address.Port
            : throw Invalid(selector),
        _ => throw Invalid(selector),
    };

    private static FilterException Invalid(IReadOnlyList<string> selector) => new($"Selector \"{string.Join('.', selector)}\" is not valid");
}
