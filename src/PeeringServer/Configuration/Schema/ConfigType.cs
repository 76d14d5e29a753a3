namespace PeeringServer.Configuration.Schema;

/// <summary>The type of a configuration key's value.</summary>
/// <param name="Kind">What kind of value.</param>
/// <param name="Element">The type of the elements of a list or map.</param>
internal record ConfigType(ConfigKind Kind, ConfigType? Element = null)
{
    /// <summary>Anything.</summary>
    public static ConfigType Any { get; } = new(ConfigKind.Any);

    /// <summary>Text.</summary>
    public static ConfigType String { get; } = new(ConfigKind.String);

    /// <summary>A map of text to text.</summary>
    public static ConfigType StringMap { get; } = new(ConfigKind.Map, String);

    /// <summary>A map of text to anything.</summary>
    public static ConfigType AnyMap { get; } = new(ConfigKind.Map, Any);

    /// <summary>A list of text.</summary>
    public static ConfigType StringList { get; } = new(ConfigKind.List, String);

    /// <summary>Go's name of a scalar type, for errors.</summary>
    public string GoName => Kind switch
    {
        ConfigKind.Bool => "bool",
        ConfigKind.Int => "int",
        ConfigKind.Uint => "uint",
        ConfigKind.Uint32 => "uint32",
        ConfigKind.Uint64 => "uint64",
        ConfigKind.Float => "float64",
        _ => "string",
    };

    /// <summary>A list of <paramref name="element"/>.</summary>
    public static ConfigType ListOf(ConfigType element) => new(ConfigKind.List, element);

    /// <summary>A map of text to <paramref name="element"/>.</summary>
    public static ConfigType MapOf(ConfigType element) => new(ConfigKind.Map, element);
}
