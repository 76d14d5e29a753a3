namespace PeeringServer.Core.GoJson;

/// <summary>The kinds of Go types that JSON is decoded into.</summary>
internal enum GoKind
{
    /// <summary><c>bool</c>, decoded as <see cref="bool"/>.</summary>
    Bool,

    /// <summary><c>string</c>, decoded as <see cref="string"/>.</summary>
    String,

    /// <summary>A signed integer, decoded as <see cref="long"/> within the type's range.</summary>
    Int,

    /// <summary>An unsigned integer, decoded as <see cref="ulong"/> within the type's range.</summary>
    Uint,

    /// <summary>A floating point number, decoded as <see cref="double"/>.</summary>
    Float,

    /// <summary><c>interface {}</c>: null, bool, double, string, list or dictionary, as the input has it.</summary>
    Interface,

    /// <summary>A slice, decoded as a list of objects; null stands for a nil slice.</summary>
    Slice,

    /// <summary><c>[]byte</c>, base64 in JSON, decoded as an array of bytes.</summary>
    Bytes,

    /// <summary>A map with string keys, decoded as a dictionary; null stands for a nil map.</summary>
    Map,

    /// <summary>A struct, decoded as <see cref="GoObject"/>.</summary>
    Struct,

    /// <summary>A pointer, decoded as what it points to; null stands for a nil pointer.</summary>
    Pointer,

    /// <summary>A type that reads its own JSON.</summary>
    Custom,
}
