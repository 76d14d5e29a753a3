namespace PeeringServer.Core.Hcl;

/// <summary>
/// Reads JSON the way HCL does: truth values within lists are dropped, nothing after the first object is looked at, and
/// an object may end with the text. Its nodes have no positions.
/// </summary>
internal sealed class HclJsonParser
{
    private readonly HclInput _input;
    private readonly HclJsonLexer _lexer;
    private HclToken _token;
    private int _depth;

    private HclJsonParser(byte[] source)
    {
        _input = new HclInput(source, json: true);
        _lexer = new HclJsonLexer(_input);
    }

    /// <summary>Reads a whole text, and makes labelled blocks of objects within objects.</summary>
    /// <exception cref="HclException">The text is refused.</exception>
    public static HclItems Parse(byte[] source)
    {
        var parser = new HclJsonParser(source);
        HclItems items = new([]);
        try
        {
            HclToken token = parser.Scan();
            items = token.Kind == HclTokenKind.Lbrace
                ? parser.ParseObject().Items
                : throw new HclException($"Expected object, got unknown token: {token}");
        }
        catch (HclException) when (parser._input.Error is not null)
        {
            // The lexer's own words follow.
        }

        return parser._input.Error is null ? HclFlattening.Flatten(items) : throw parser._input.Error;
    }

    private HclObject ParseObject()
    {
        int depth = Enter();
        var items = new List<HclItem>();
        try
        {
            while (ParseItem() is { } item)
            {
                items.Add(item);
                if (Scan().Kind != HclTokenKind.Comma)
                {
                    break;
                }
            }
        }
        catch (HclException) when (_token.Kind == HclTokenKind.Rbrace)
        {
            // As in the original, a list that breaks off at the brace is forgotten.
        }

        _depth = depth;
        return new HclObject(default, new HclItems(items));
    }

    // Null at the end of the text, and at a brace, whatever is missing before it.
    private HclItem? ParseItem()
    {
        var keys = new List<HclToken>();
        while (true)
        {
            switch (Scan().Kind)
            {
                case HclTokenKind.Eof or HclTokenKind.Rbrace:
                    return null;
                case HclTokenKind.String:
                    keys.Add(Unplaced(_token));
                    break;
                case HclTokenKind.Colon when keys.Count > 0:
                    return ParseValue() is { } value ? new HclItem(keys.ToArray(), value) : null;
                case HclTokenKind.Illegal:
                    throw new HclException("illegal");
                default:
                    throw new HclException($"expected: STRING got: {_token.KindName}");
            }
        }
    }

    private HclNode? ParseValue()
    {
        HclToken token = Scan();
        return token.Kind switch
        {
            HclTokenKind.Number or HclTokenKind.Float or HclTokenKind.Bool or HclTokenKind.Null or HclTokenKind.String
                => new HclLiteral(Unplaced(token)),
            HclTokenKind.Lbrace => ParseObject(),
            HclTokenKind.Lbrack => ParseList(),
            HclTokenKind.Eof or HclTokenKind.Rbrace => null,
            _ => throw new HclException($"Expected object value, got unknown token: {token}"),
        };
    }

    private HclList ParseList()
    {
        var list = new HclList(default, []);
        while (true)
        {
            HclToken token = Scan();
            switch (token.Kind)
            {
                case HclTokenKind.Number or HclTokenKind.Float or HclTokenKind.String:
                    list.Elements.Add(new HclLiteral(Unplaced(token)));
                    break;
                case HclTokenKind.Lbrace:
                    list.Elements.Add(ParseObject());
                    break;
                case HclTokenKind.Comma or HclTokenKind.Bool or HclTokenKind.Lbrack:
                    break;
                case HclTokenKind.Rbrack:
                    return list;
                default:
                    throw new HclException($"unexpected token while parsing list: {token.KindName}");
            }
        }
    }

    private static HclToken Unplaced(HclToken token) => token with { Position = default };

    private int Enter() => _depth < HclDocument.MaxDepth ? _depth++ : throw new HclException(HclDocument.TooDeep);

    private HclToken Scan() => _token = _lexer.Scan();
}
