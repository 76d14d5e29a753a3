namespace PeeringServer.Configuration.Schema;

/// <summary>What kind of value a configuration key takes.</summary>
internal enum ConfigKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Text that is a Go duration, such as <c>10s</c>.</summary>
    Duration,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A whole number, not negative, of Go type uint.</summary>
    Uint,

    /// <summary>The same, of 32 bits.</summary>
    Uint32,

    /// <summary>The same, of 64 bits.</summary>
    Uint64,

    /// <summary>A number.</summary>
    Float,

    /// <summary>Keys of its own.</summary>
    Struct,

    /// <summary>Any keys, values of one type.</summary>
    Map,

    /// <summary>A list of one type.</summary>
    List,

    /// <summary>Anything.</summary>
    Any,
}
