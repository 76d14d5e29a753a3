namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>What a field of a config entry holds.</summary>
internal enum EntryFieldKind
{
    Text,

    /// <summary>Text that is kept in lower case.</summary>
    LowerText,

    Flag,

    Number,

    /// <summary>A duration as Go writes it, or a number of nanoseconds, as which it is shown.</summary>
    Duration,

    TextMap,

    TextList,

    /// <summary>A map of whatever the client likes.</summary>
    Opaque,

    /// <summary>An object that is there even if nothing was said of it.</summary>
    Struct,

    /// <summary>An object that is there only if something was said of it.</summary>
    Pointer,

    /// <summary>A list of objects.</summary>
    Structs,
}
