using System.Text.RegularExpressions;

namespace PeeringServer.Core.Catalog.Filters;

/// <summary>
/// Reads filter expressions: <c>Service.Port == 80 and ("a" in Service.Tags or not Node.Meta.env is empty)</c>.
/// Choices are tried in a fixed order, each from where the last began.
/// </summary>
internal sealed class FilterParser
{
    private const int MaxDepth = 100;

    private readonly FilterScanner _scanner;
    private readonly Dictionary<int, (FilterNode? Node, int End)> _known = [];
    private int _depth;

    private FilterParser(string text) => _scanner = new FilterScanner(text);

    /// <exception cref="FilterException">It is no filter expression.</exception>
    public static FilterNode Parse(string text)
    {
        var parser = new FilterParser(text);
        parser._scanner.MaybeBlank();
        var node = parser.Or();
        parser._scanner.MaybeBlank();
        return node is not null && parser._scanner.End() ? node : throw parser._scanner.Fault();
    }

    /// <summary>Kept by place: nested parentheses would be read again for every choice they stand in.</summary>
    private FilterNode? Or()
    {
        var start = _scanner.Position;
        if (_known.TryGetValue(start, out var known))
        {
            _scanner.Position = known.End;
            return known.Node;
        }

        if (++_depth > MaxDepth)
        {
            throw new FilterException($"expression is nested deeper than {MaxDepth} levels");
        }

        var node = Joined(And, "or", Or, static (left, right) => new FilterNode.Or(left, right));
        _depth--;
        _known[start] = (node, _scanner.Position);
        return node;
    }

    private FilterNode? And() => Joined(Not, "and", And, static (left, right) => new FilterNode.And(left, right));

    private FilterNode? Joined(Func<FilterNode?> first, string word, Func<FilterNode?> second, Func<FilterNode, FilterNode, FilterNode> join)
    {
        if (first() is not { } left)
        {
            return null;
        }

        var end = _scanner.Position;
        if (_scanner.Blank() && _scanner.Literal(word) && _scanner.Blank() && second() is { } right)
        {
            return join(left, right);
        }

        _scanner.Position = end;
        return left;
    }

    private FilterNode? Not()
    {
        var start = _scanner.Position;
        if (_scanner.Literal("not") && _scanner.Blank() && Not() is { } operand)
        {
            return operand is FilterNode.Not twice ? twice.Operand : new FilterNode.Not(operand);
        }

        _scanner.Position = start;
        return Parenthesised() ?? Back(start, Match);
    }

    private FilterNode? Parenthesised()
    {
        if (!_scanner.Literal("("))
        {
            return null;
        }

        _scanner.MaybeBlank();
        var node = Or();
        if (node is null)
        {
            return null;
        }

        _scanner.MaybeBlank();
        return _scanner.Literal(")") ? node : null;
    }

    private FilterNode? Match()
    {
        var start = _scanner.Position;
        return SelectorFirst() ?? Back(start, ValueFirst);
    }

    private FilterNode.Match? SelectorFirst()
    {
        if (Selector() is not { } selector)
        {
            return null;
        }

        var end = _scanner.Position;
        return Compared(selector)
            ?? Back(end, () => Worded(selector, FilterOperator.In, isNegated: false, "contains"))
            ?? Back(end, () => Worded(selector, FilterOperator.In, isNegated: true, "not", "contains"))
            ?? Back(end, () => Worded(selector, FilterOperator.Matches, isNegated: false, "matches"))
            ?? Back(end, () => Worded(selector, FilterOperator.Matches, isNegated: true, "not", "matches"))
            ?? Back(end, () => Words("is", "empty") ? new FilterNode.Match(selector, FilterOperator.Empty, false, "") : null)
            ?? Back(end, () => Words("is", "not", "empty") ? new FilterNode.Match(selector, FilterOperator.Empty, true, "") : null);
    }

    private FilterNode.Match? Compared(IReadOnlyList<string> selector)
    {
        _scanner.MaybeBlank();
        var isEqual = _scanner.Literal("==");
        if (!isEqual && !_scanner.Literal("!="))
        {
            return null;
        }

        _scanner.MaybeBlank();
        return Value() is { } value ? new FilterNode.Match(selector, FilterOperator.Equal, !isEqual, value) : null;
    }

    private FilterNode.Match? Worded(IReadOnlyList<string> selector, FilterOperator what, bool isNegated, params string[] words) =>
        Words(words) && _scanner.Blank() && Value() is { } value ? new FilterNode.Match(selector, what, isNegated, value) : null;

    private FilterNode.Match? ValueFirst()
    {
        if (Value() is not { } value)
        {
            return null;
        }

        var end = _scanner.Position;
        var isNegated = !Words("in");
        if (isNegated)
        {
            _scanner.Position = end;
            if (!Words("not", "in"))
            {
                return null;
            }
        }

        return _scanner.Blank() && Selector() is { } selector ? new FilterNode.Match(selector, FilterOperator.In, isNegated, value) : null;
    }

    private bool Words(params string[] words) => words.All(word => _scanner.Blank() && _scanner.Literal(word));

    private List<string>? Selector()
    {
        if (Identifier() is not { } first)
        {
            return null;
        }

        List<string> path = [first];
        while (true)
        {
            var start = _scanner.Position;
            var next = _scanner.Literal(".") ? Identifier() : Index();
            if (next is null)
            {
                _scanner.Position = start;
                return path;
            }

            path.Add(next);
        }
    }

    private string? Index()
    {
        if (!_scanner.Literal("["))
        {
            return null;
        }

        _scanner.MaybeBlank();
        var text = Quoted();
        _scanner.MaybeBlank();
        return text is not null && _scanner.Literal("]") ? text : null;
    }

    private string? Identifier()
    {
        var start = _scanner.Position;
        if (!_scanner.One(char.IsAsciiLetter, "[a-zA-Z]"))
        {
            return null;
        }

        _scanner.Many(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '/', "[a-zA-Z0-9_/]");
        return _scanner.Since(start);
    }

    private string? Value()
    {
        var start = _scanner.Position;
        if (Selector() is { } selector)
        {
            return string.Join('.', selector);
        }

        return Back(start, Number) ?? Back(start, Quoted);
    }

    private string? Number()
    {
        var start = _scanner.Position;
        _scanner.Literal("-");
        if (!_scanner.Literal("0"))
        {
            if (!_scanner.One(static c => c is >= '1' and <= '9', "[1-9]"))
            {
                return null;
            }

            _scanner.Many(char.IsAsciiDigit, "[0-9]");
        }

        var whole = _scanner.Position;
        if (!_scanner.Literal(".") || !_scanner.One(char.IsAsciiDigit, "[0-9]"))
        {
            _scanner.Position = whole;
        }

        _scanner.Many(char.IsAsciiDigit, "[0-9]");
        return _scanner.Since(start);
    }

    /// <summary>Between back quotes a text stands as it is; between double quotes with escapes.</summary>
    private string? Quoted()
    {
        var start = _scanner.Position;
        if (_scanner.Literal("`"))
        {
            _scanner.Many(static c => c != '`', "[^`]");
            return _scanner.Literal("`") ? _scanner.Since(start)[1..^1] : null;
        }

        if (!_scanner.Literal("\""))
        {
            return null;
        }

        _scanner.Many(static c => c != '"', "[^\"]");
        return _scanner.Literal("\"") ? Unescape(_scanner.Since(start)[1..^1]) : null;
    }

    private static string Unescape(string text)
    {
        try
        {
            return text.Contains('\\', StringComparison.Ordinal) ? Regex.Unescape(text) : text;
        }
        catch (ArgumentException)
        {
            throw new FilterException("invalid syntax");
        }
    }

    private T? Back<T>(int position, Func<T?> choice)
        where T : class
    {
        _scanner.Position = position;
        return choice();
    }
}
