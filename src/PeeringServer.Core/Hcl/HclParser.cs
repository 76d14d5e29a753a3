namespace PeeringServer.Core.Hcl;

/// <summary>Reads HCL proper into nodes. An error of the lexer, the last one of them, goes before any other.</summary>
internal sealed class HclParser
{
    private readonly HclInput _input;
    private readonly HclNativeLexer _lexer;
    private HclToken _token;
    private bool _returned;
    private int _depth;

    private HclParser(byte[] source)
    {
        // Line breaks are made one character first: columns and heredocs count on it.
        _input = new HclInput(source.AsSpan().Contains((byte)'\r') ? WithoutCarriageReturns(source) : source, json: false);
        _lexer = new HclNativeLexer(_input);
    }

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="HclException">The text is no HCL.</exception>
    public static HclItems Parse(byte[] source)
    {
        var parser = new HclParser(source);
        var items = new List<HclItem>();
        try
        {
            parser.ParseItems(items, inObject: false);
        }
        catch (HclException) when (parser._input.Error is not null)
        {
            // The lexer's own words follow.
        }

        return parser._input.Error is null ? new HclItems(items) : throw parser._input.Error;
    }

    private static byte[] WithoutCarriageReturns(byte[] source)
    {
        var bytes = new List<byte>(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] != '\r' || i + 1 == source.Length || source[i + 1] != '\n')
            {
                bytes.Add(source[i]);
            }
        }

        return [.. bytes];
    }

    private void ParseItems(List<HclItem> items, bool inObject)
    {
        while (!inObject || Peek().Kind != HclTokenKind.Rbrace)
        {
            // A text may end after an equals sign: the item is dropped.
            if (ParseItem() is not { } item)
            {
                break;
            }

            items.Add(item);
            if (Scan().Kind != HclTokenKind.Comma)
            {
                _returned = true;
            }
        }
    }

    private HclItem? ParseItem()
    {
        HclToken[] keys = ParseKeys();
        switch (_token.Kind)
        {
            case HclTokenKind.Eof when keys.Length == 0:
                return null;
            case HclTokenKind.Assign:
                if (ParseValue() is not { } value)
                {
                    return null;
                }

                Peek();
                return new HclItem(keys, value);
            case HclTokenKind.Lbrace:
                HclObject block = ParseObject();
                Peek();
                return new HclItem(keys, block);
            default:
                string names = string.Join(' ', keys.Select(key => key.Source));
                throw new HclException(_token.Position, $"key '{names}' expected start of object ('{{') or assignment ('=')");
        }
    }

    private HclToken[] ParseKeys()
    {
        var keys = new List<HclToken>();
        while (true)
        {
            switch (Scan().Kind)
            {
                case HclTokenKind.Ident or HclTokenKind.String:
                    keys.Add(_token);
                    break;
                case HclTokenKind.Assign when keys.Count > 1:
                    throw new HclException(_token.Position, "nested object expected: LBRACE got: ASSIGN");
                case HclTokenKind.Assign when keys.Count == 0:
                    throw new HclException(_token.Position, "no object keys found!");
                case HclTokenKind.Lbrace when keys.Count == 0:
                    throw new HclException(_token.Position, "expected: IDENT | STRING got: LBRACE");
                case HclTokenKind.Rbrace when keys.Count > 0:
                    // The brace must not pass for the end of the object any more.
                    _token = _token with { Kind = HclTokenKind.Eof };
                    return [.. keys];
                case HclTokenKind.Eof or HclTokenKind.Assign or HclTokenKind.Lbrace:
                    return [.. keys];
                case HclTokenKind.Illegal:
                    throw new HclException(_token.Position, "illegal character");
                default:
                    throw new HclException(_token.Position, $"expected: IDENT | STRING | ASSIGN | LBRACE got: {_token.KindName}");
            }
        }
    }

    // Null at the end of the text.
    private HclNode? ParseValue()
    {
        HclToken token = Scan();
        return token.Kind switch
        {
            HclTokenKind.Number or HclTokenKind.Float or HclTokenKind.Bool or HclTokenKind.String or HclTokenKind.Heredoc
                => new HclLiteral(token),
            HclTokenKind.Lbrace => ParseObject(),
            HclTokenKind.Lbrack => ParseList(),
            HclTokenKind.Eof => null,
            _ => throw new HclException(token.Position, $"Unknown token: {token}"),
        };
    }

    private HclObject ParseObject()
    {
        int depth = Enter();
        HclPosition position = _token.Position;
        var items = new List<HclItem>();
        try
        {
            ParseItems(items, inObject: true);
        }
        catch (HclException) when (_token.Kind == HclTokenKind.Rbrace)
        {
            // As in the original, what went wrong at a closing brace is forgotten, and that brace does not count.
        }

        _depth = depth;
        HclToken end = Scan();
        return end.Kind == HclTokenKind.Rbrace
            ? new HclObject(position, new HclItems(items))
            : throw new HclException(end.Position, $"object expected closing RBRACE got: {end.KindName}");
    }

    private HclList ParseList()
    {
        int depth = Enter();
        var list = new HclList(_token.Position, []);
        bool needsComma = false;
        while (true)
        {
            HclToken token = Scan();
            if (needsComma && token.Kind is not (HclTokenKind.Comma or HclTokenKind.Rbrack))
            {
                throw new HclException(token.Position, $"error parsing list, expected comma or list end, got: {token.KindName}");
            }

            switch (token.Kind)
            {
                case HclTokenKind.Bool or HclTokenKind.Number or HclTokenKind.Float or HclTokenKind.String or HclTokenKind.Heredoc:
                    list.Elements.Add(new HclLiteral(token));
                    needsComma = true;
                    break;
                case HclTokenKind.Comma:
                    Peek();
                    needsComma = false;
                    break;
                case HclTokenKind.Lbrace:
                    list.Elements.Add(Within(token, "object", ParseObject));
                    needsComma = true;
                    break;
                case HclTokenKind.Lbrack:
                    // No comma is asked for after a list.
                    list.Elements.Add(Within(token, "list", ParseList));
                    break;
                case HclTokenKind.Rbrack:
                    _depth = depth;
                    return list;
                default:
                    throw new HclException(token.Position, $"unexpected token while parsing list: {token.KindName}");
            }
        }
    }

    private static HclNode Within(HclToken token, string what, Func<HclNode> parse)
    {
        try
        {
            return parse();
        }
        catch (HclException e)
        {
            throw new HclException(token.Position, $"error while trying to parse {what} within list: {e.Message}");
        }
    }

    // The depth to go back to: what ends in a forgotten error does not find its way back by itself.
    private int Enter() => _depth < HclDocument.MaxDepth
        ? _depth++
        : throw new HclException(_token.Position, HclDocument.TooDeep);

    private HclToken Peek()
    {
        Scan();
        _returned = true;
        return _token;
    }

    private HclToken Scan()
    {
        if (_returned)
        {
            _returned = false;
            return _token;
        }

        do
        {
            _token = _lexer.Scan();
        }
        while (_token.Kind == HclTokenKind.Comment);

        return _token;
    }
}
