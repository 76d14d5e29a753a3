using System.Collections.Immutable;

namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>The fields of an object in a config entry, in the order in which they are shown.</summary>
internal sealed record EntryShape(params ImmutableArray<EntryField> Fields)
{
    public static EntryField Text(string name) => new(name, EntryFieldKind.Text);

    public static EntryField LowerText(string name) => new(name, EntryFieldKind.LowerText);

    public static EntryField Flag(string name) => new(name, EntryFieldKind.Flag);

    public static EntryField Number(string name) => new(name, EntryFieldKind.Number);

    public static EntryField Duration(string name) => new(name, EntryFieldKind.Duration);

    public static EntryField TextList(string name) => new(name, EntryFieldKind.TextList);

    public static EntryField TextMap(string name) => new(name, EntryFieldKind.TextMap);

    public static EntryField Opaque(string name) => new(name, EntryFieldKind.Opaque);

    public static EntryField Struct(string name, params ImmutableArray<EntryField> fields) => new(name, EntryFieldKind.Struct, new EntryShape(fields)) { IsAlwaysShown = true };

    public static EntryField Pointer(string name, params ImmutableArray<EntryField> fields) => new(name, EntryFieldKind.Pointer, new EntryShape(fields));

    public static EntryField Structs(string name, params ImmutableArray<EntryField> fields) => new(name, EntryFieldKind.Structs, new EntryShape(fields));
}
