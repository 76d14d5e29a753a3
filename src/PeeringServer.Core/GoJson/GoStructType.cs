using System.Text;
using System.Text.Unicode;

namespace PeeringServer.Core.GoJson;

/// <summary>A Go struct: its name and its fields in the order of their declaration, embedded ones in their places.</summary>
internal sealed class GoStructType : GoType
{
    private readonly GoField[] _fields;
    private readonly byte[][] _keys;
    private readonly Dictionary<string, int> _byName;

    /// <summary>Describes a struct.</summary>
    /// <param name="name">The name with its package (<c>api.Peering</c>), or <c>struct { ... }</c> for an anonymous one.</param>
    /// <param name="fields">The exported fields; their JSON names are ASCII.</param>
    public GoStructType(string name, params GoField[] fields)
        : base(GoKind.Struct, name)
    {
        ShortName = name.StartsWith("struct {", StringComparison.Ordinal) ? "" : name[(name.LastIndexOf('.') + 1)..];
        _fields = fields;
        _keys = Array.ConvertAll(fields, field => Encoding.UTF8.GetBytes(field.Key));
        _byName = new Dictionary<string, int>(fields.Length, StringComparer.Ordinal);
        for (int i = 0; i < fields.Length; i++)
        {
            _byName.Add(fields[i].Name, i);
        }
    }

    /// <summary>The name without its package, as errors about fields give it; empty for an anonymous struct.</summary>
    public string ShortName { get; }

    public IReadOnlyList<GoField> Fields => _fields;

    public override object Zero => new GoObject(this);

    /// <summary>The place of a field, by its Go name.</summary>
    public int IndexOf(string name) => _byName[name];

    /// <summary>
    /// The place of the field that a JSON key means: the field of exactly that name, or else the first one whose name
    /// differs only in case; -1 if there is none. As in Go, U+017F counts as an s and U+212A as a k.
    /// </summary>
    public int FindField(ReadOnlySpan<byte> key)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (key.SequenceEqual(_keys[i]))
            {
                return i;
            }
        }

        for (int i = 0; i < _keys.Length; i++)
        {
            if (EqualsFolded(key, _keys[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool EqualsFolded(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name)
    {
        if (key.Length == name.Length)
        {
            return Ascii.EqualsIgnoreCase(key, name);
        }

        // Only the two letters beyond ASCII make the key longer than the name.
        if (key.Length < name.Length || !Utf8.IsValid(key))
        {
            return false;
        }

        string folded = Encoding.UTF8.GetString(key).Replace('\u017f', 's').Replace('\u212a', 'k');
        return folded.Length == name.Length && Ascii.EqualsIgnoreCase(name, folded);
    }
}
