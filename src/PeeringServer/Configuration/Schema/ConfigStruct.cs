namespace PeeringServer.Configuration.Schema;

/// <summary>A part of the configuration with keys of its own. Keys match in any case; some have a second name.</summary>
internal sealed record ConfigStruct() : ConfigType(ConfigKind.Struct)
{
    private readonly Dictionary<string, (string Key, ConfigType Type)> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a key, with the name it goes by; false for an unknown one.</summary>
    public bool TryGet(string key, out string name, out ConfigType type)
    {
        var known = _fields.TryGetValue(key, out var field);
        (name, type) = field;
        return known;
    }

    /// <summary>The type of a known key.</summary>
    public ConfigType this[string key] => _fields[key].Type;

    /// <summary>Adds keys that take text.</summary>
    public ConfigStruct Strings(params ReadOnlySpan<string> keys) => With(String, keys);

    /// <summary>Adds keys that take a duration.</summary>
    public ConfigStruct Durations(params ReadOnlySpan<string> keys) => With(new ConfigType(ConfigKind.Duration), keys);

    /// <summary>Adds keys that take true or false.</summary>
    public ConfigStruct Bools(params ReadOnlySpan<string> keys) => With(new ConfigType(ConfigKind.Bool), keys);

    /// <summary>Adds keys that take a whole number.</summary>
    public ConfigStruct Ints(params ReadOnlySpan<string> keys) => With(new ConfigType(ConfigKind.Int), keys);

    /// <summary>Adds keys that take a number.</summary>
    public ConfigStruct Floats(params ReadOnlySpan<string> keys) => With(new ConfigType(ConfigKind.Float), keys);

    /// <summary>Adds keys that take a list of text.</summary>
    public ConfigStruct StringLists(params ReadOnlySpan<string> keys) => With(StringList, keys);

    /// <summary>Adds keys that take a map of text.</summary>
    public ConfigStruct StringMaps(params ReadOnlySpan<string> keys) => With(StringMap, keys);

    /// <summary>Adds keys of the given type.</summary>
    public ConfigStruct With(ConfigType type, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            _fields.Add(key, (key, type));
        }

        return this;
    }

    /// <summary>Adds a second name for a key.</summary>
    public ConfigStruct Alias(string alias, string key)
    {
        _fields.Add(alias, (key, _fields[key].Type));
        return this;
    }
}
