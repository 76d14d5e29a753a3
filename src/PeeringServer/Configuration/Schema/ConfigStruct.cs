namespace PeeringServer.Configuration.Schema;

/// <summary>A part of the configuration with keys of its own. Keys match in any case; some have a second name.</summary>
internal sealed record ConfigStruct() : ConfigType(ConfigKind.Struct)
{
    private readonly Dictionary<string, ConfigField> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A key in any case, or null for an unknown one.</summary>
    public ConfigField? Find(string key) => _fields.GetValueOrDefault(key);

    /// <summary>The type of a known key.</summary>
    public ConfigType this[string key] => _fields[key].Type;

    /// <summary>Adds keys that take text.</summary>
    public ConfigStruct Strings(params string[] keys) => With(String, keys);

    /// <summary>Adds keys that take a duration.</summary>
    public ConfigStruct Durations(params string[] keys) => With(new ConfigType(ConfigKind.Duration), keys);

    /// <summary>Adds keys that take true or false.</summary>
    public ConfigStruct Bools(params string[] keys) => With(new ConfigType(ConfigKind.Bool), keys);

    /// <summary>Adds keys that take a whole number.</summary>
    public ConfigStruct Ints(params string[] keys) => With(new ConfigType(ConfigKind.Int), keys);

    /// <summary>Adds keys that take a number.</summary>
    public ConfigStruct Floats(params string[] keys) => With(new ConfigType(ConfigKind.Float), keys);

    /// <summary>Adds keys that take a list of text.</summary>
    public ConfigStruct StringLists(params string[] keys) => With(StringList, keys);

    /// <summary>Adds keys that take a map of text.</summary>
    public ConfigStruct StringMaps(params string[] keys) => With(StringMap, keys);

    /// <summary>Adds keys of the given type.</summary>
    public ConfigStruct With(ConfigType type, params string[] keys)
    {
        foreach (var key in keys)
        {
            _fields.Add(key, new ConfigField(key, type));
        }

        return this;
    }

    /// <summary>Adds a second name for a key.</summary>
    public ConfigStruct Alias(string alias, string key)
    {
        _fields.Add(alias, _fields[key]);
        return this;
    }
}
