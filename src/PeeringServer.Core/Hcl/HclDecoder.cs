using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Hcl;

/// <summary>
/// Turns nodes into what <c>hcl.Decode</c> puts into a <c>map[string]interface{}</c>. A key that comes again is decoded
/// into the value that is there already: blocks and lists grow, other values keep the kind they have.
/// </summary>
internal sealed class HclDecoder
{
    private int _depth;

    /// <exception cref="HclException">A value fits no type, or not the one that an earlier value of the key has.</exception>
    public static HclMap Decode(HclItems items) => new HclDecoder().DecodeMap("root", items, new HclMap());

    private HclMap DecodeMap(string name, HclNode node, HclMap map)
    {
        HclItems items = node switch
        {
            HclItems all => all,
            HclObject block => block.Items,
            HclItem item => new HclItems([item]),
            _ => throw new HclException(node.Position, $"{name}: not an object type for map ({node.TypeName})"),
        };
        if (++_depth > HclDocument.MaxDepth)
        {
            throw new HclException(node.Position, HclDocument.TooDeep);
        }

        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (HclItem item in items.All)
        {
            if (item.Keys.IsEmpty)
            {
                throw new HclException(items.Position, $"{name}: map must have string keys");
            }

            HclToken token = item.Keys.Span[0];
            string key = token.Value;
            if (done.Contains(key))
            {
                continue;
            }

            HclNode value = item.Value;
            if (item.Keys.Length > 1)
            {
                // All blocks of that name at once, whatever their labels.
                value = items.WithKey(key);
                done.Add(key);
            }

            map.Place(key, token.Position);
            map[key] = DecodeValue($"{name}.{key}", value, map.GetValueOrDefault(key));
        }

        _depth--;
        return map;
    }

    private object DecodeValue(string name, HclNode node, object? existing) => existing switch
    {
        null => node switch
        {
            HclLiteral literal => DecodeLiteral(literal.Token),
            HclList => DecodeList(name, node, []),
            _ => DecodeBlocks(name, node, []),
        },
        bool => node is HclLiteral { Token.Kind: HclTokenKind.Bool } literal
            ? DecodeLiteral(literal.Token)
            : throw Mismatch(name, node, "unknown type"),
        double => node is HclLiteral { Token.Kind: HclTokenKind.Float or HclTokenKind.Number } literal
            ? DecodeFloat(literal.Token)
            : throw Mismatch(name, node, "unknown type"),
        long => node is HclLiteral { Token.Kind: HclTokenKind.Number or HclTokenKind.String or HclTokenKind.Null } literal
            ? DecodeInt(literal.Token)
            : throw Mismatch(name, node, "unknown type"),
        string => node is HclLiteral { Token.Kind: not (HclTokenKind.Bool or HclTokenKind.Float) } literal
            ? literal.Token.Value
            : throw Mismatch(name, node, "unknown type for string"),
        List<HclMap> blocks => DecodeBlocks(name, node, blocks),
        List<object?> list => DecodeList(name, node, list),
        _ => throw Mismatch(name, node, "unknown type"),
    };

    private List<HclMap> DecodeBlocks(string name, HclNode node, List<HclMap> blocks)
    {
        int index = 0;
        foreach (HclNode element in Elements(node))
        {
            blocks.Add(DecodeMap($"{name}[{index++}]", element, new HclMap()));
        }

        return blocks;
    }

    private List<object?> DecodeList(string name, HclNode node, List<object?> list)
    {
        int index = 0;
        foreach (HclNode element in Elements(node))
        {
            list.Add(DecodeElement($"{name}[{index++}]", element));
        }

        return list;
    }

    // Within a list, an object is no repeatable block.
    private object DecodeElement(string name, HclNode element) => element switch
    {
        HclObject => DecodeMap(name, element, new HclMap()),
        HclItem => throw new HclException($"{name}: cannot decode into interface: {element.TypeName}"),
        _ => DecodeValue(name, element, null),
    };

    private static IEnumerable<HclNode> Elements(HclNode node) => node switch
    {
        HclItems items => items.All,
        HclObject => [node],
        HclList list => list.Elements,
        _ => throw new HclException(node.Position, $"unknown slice type: {node.TypeName}"),
    };

    private static object DecodeLiteral(HclToken token) => token.Kind switch
    {
        HclTokenKind.Bool => token.Text.Span[0] == 't',
        HclTokenKind.Float => DecodeFloat(token),
        HclTokenKind.Number => DecodeInt(token),
        _ => token.Value,
    };

    private static double DecodeFloat(HclToken token) =>
        GoNumbers.TryParseFloat(token.Value, out double value, out string? error) ? value : throw new HclException(error);

    private static long DecodeInt(HclToken token) =>
        GoNumbers.TryParseInt(token.Value, 0, 64, out long value, out string? error) ? value : throw new HclException(error);

    private static HclException Mismatch(string name, HclNode node, string what) =>
        new(node.Position, $"{name}: {what} {node.TypeName}");
}
