namespace PeeringServer.Core.GoJson;

/// <summary>
/// A Go type as data: what <c>encoding/json</c> would learn by reflection. The name is Go's own spelling of the type,
/// which ends up in error messages (<c>map[string]string</c>, <c>api.PeeringGenerateTokenRequest</c>).
/// </summary>
internal class GoType
{
    private static readonly object BoxedFalse = false;
    private static readonly object BoxedInt = 0L;
    private static readonly object BoxedUint = 0UL;
    private static readonly object BoxedFloat = 0d;

    private readonly string? _name;
    private readonly Lazy<GoType>? _element;

    private protected GoType(GoKind kind, string? name, int bits = 0, Lazy<GoType>? element = null, GoUnmarshal? unmarshal = null)
    {
        Kind = kind;
        Bits = bits;
        Unmarshal = unmarshal;
        _name = name;
        _element = element;
    }

    public static GoType Bool { get; } = new(GoKind.Bool, "bool");

    public static GoType String { get; } = new(GoKind.String, "string");

    public static GoType Int { get; } = new(GoKind.Int, "int", 64);

    public static GoType Int8 { get; } = new(GoKind.Int, "int8", 8);

    public static GoType Int16 { get; } = new(GoKind.Int, "int16", 16);

    public static GoType Int32 { get; } = new(GoKind.Int, "int32", 32);

    public static GoType Int64 { get; } = new(GoKind.Int, "int64", 64);

    public static GoType Uint { get; } = new(GoKind.Uint, "uint", 64);

    public static GoType Uint8 { get; } = new(GoKind.Uint, "uint8", 8);

    public static GoType Uint16 { get; } = new(GoKind.Uint, "uint16", 16);

    public static GoType Uint32 { get; } = new(GoKind.Uint, "uint32", 32);

    public static GoType Uint64 { get; } = new(GoKind.Uint, "uint64", 64);

    public static GoType Float32 { get; } = new(GoKind.Float, "float32", 32);

    public static GoType Float64 { get; } = new(GoKind.Float, "float64", 64);

    public static GoType Interface { get; } = new(GoKind.Interface, "interface {}");

    public static GoType Bytes { get; } = new(GoKind.Bytes, "[]uint8", element: new Lazy<GoType>(() => Uint8));

    /// <summary><c>time.Duration</c> where it reads a plain number of nanoseconds.</summary>
    public static GoType Duration { get; } = new(GoKind.Int, "time.Duration", 64);

    public GoKind Kind { get; }

    /// <summary>The width of a number's type in bits; 0 for other kinds.</summary>
    public int Bits { get; }

    /// <summary>The reader of a <see cref="GoKind.Custom"/> type.</summary>
    public GoUnmarshal? Unmarshal { get; }

    /// <summary>The type's name as Go prints it.</summary>
    public string Name => _name ?? Prefix + Element.Name;

    /// <summary>The type of a slice's or map's elements, or what a pointer points to.</summary>
    public GoType Element => _element?.Value ?? throw new InvalidOperationException($"{_name} has no elements.");

    /// <summary>The decoded form of the type's zero value.</summary>
    public virtual object? Zero => Kind switch
    {
        GoKind.Bool => BoxedFalse,
        GoKind.String => "",
        GoKind.Int => BoxedInt,
        GoKind.Uint => BoxedUint,
        GoKind.Float => BoxedFloat,
        _ => null,
    };

    private string Prefix => Kind switch
    {
        GoKind.Map => "map[string]",
        GoKind.Slice => "[]",
        _ => "*",
    };

    public static GoType Slice(GoType element) => new(GoKind.Slice, null, element: new Lazy<GoType>(element));

    public static GoType Map(GoType element) => new(GoKind.Map, null, element: new Lazy<GoType>(element));

    public static GoType Pointer(GoType target) => new(GoKind.Pointer, null, element: new Lazy<GoType>(target));

    /// <summary>A pointer in a struct that contains itself: the target is looked up when it is needed.</summary>
    public static GoType Pointer(Func<GoType> target) => new(GoKind.Pointer, null, element: new Lazy<GoType>(target));

    public static GoStructType Struct(string name, params GoField[] fields) => new(name, fields);

    /// <summary>A type declared upon another one, <c>structs.NodeName</c> upon <c>string</c>; not for structs.</summary>
    public static GoType Named(string name, GoType underlying) =>
        new(underlying.Kind, name, underlying.Bits, underlying._element, underlying.Unmarshal);

    /// <summary>A type with its own <c>UnmarshalJSON</c>.</summary>
    public static GoType Custom(string name, GoUnmarshal unmarshal) => new(GoKind.Custom, name, unmarshal: unmarshal);

    public override string ToString() => Name;
}
