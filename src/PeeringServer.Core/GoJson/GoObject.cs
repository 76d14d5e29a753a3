namespace PeeringServer.Core.GoJson;

/// <summary>A decoded struct. Fields that the input did not mention, or gave as null, hold their zero values.</summary>
internal sealed class GoObject
{
    private readonly object?[] _values;
    private readonly bool[] _mentioned;

    public GoObject(GoStructType type)
    {
        Type = type;
        _values = new object?[type.Fields.Count];
        _mentioned = new bool[type.Fields.Count];
    }

    public GoStructType Type { get; }

    /// <summary>A field's value by the field's Go name, in the form that <see cref="GoKind"/> describes.</summary>
    public object? this[string field] => ValueAt(Type.IndexOf(field));

    /// <summary>Whether the input had a key for the field, be it with null.</summary>
    public bool Mentions(string field) => _mentioned[Type.IndexOf(field)];

    public string GetString(string field) => (string)this[field]!;

    public bool GetBool(string field) => (bool)this[field]!;

    public long GetInt64(string field) => (long)this[field]!;

    public ulong GetUInt64(string field) => (ulong)this[field]!;

    public double GetDouble(string field) => (double)this[field]!;

    /// <summary>A struct, or what a pointer to a struct points to; null for a nil pointer.</summary>
    public GoObject? GetObject(string field) => (GoObject?)this[field];

    /// <summary>A slice's elements; null for a nil slice.</summary>
    public IReadOnlyList<object?>? GetList(string field) => (List<object?>?)this[field];

    /// <summary>A map's entries; null for a nil map.</summary>
    public IReadOnlyDictionary<string, object?>? GetMap(string field) => (Dictionary<string, object?>?)this[field];

    /// <summary>The elements of a slice of strings; null for a nil slice.</summary>
    public string[]? GetStrings(string field) => GetList(field)?.Select(value => (string)value!).ToArray();

    /// <summary>The elements of a slice of structs; nil pointers are left out, a nil slice is empty.</summary>
    public IEnumerable<GoObject> GetObjects(string field) => GetList(field)?.OfType<GoObject>() ?? [];

    /// <summary>The entries of a map of strings; null for a nil map.</summary>
    public Dictionary<string, string>? GetStringMap(string field) =>
        GetMap(field)?.ToDictionary(entry => entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    internal object? ValueAt(int index) => _values[index] ??= Type.Fields[index].Type.Zero;

    /// <summary>What is stored for a field, without its zero value being made up.</summary>
    internal object? StoredAt(int index) => _values[index];

    internal void Store(int index, object? value)
    {
        _values[index] = value;
        _mentioned[index] = true;
    }
}
