using System.Buffers;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>
/// Finds where the first JSON value of an input ends and refuses what is no JSON, with the words of Go's scanner. It
/// knows nothing of types: Go scans a value to its end before it decodes any of it, so that errors found here win.
/// </summary>
internal ref struct GoJsonScanner
{
    private const int MaxDepth = 10_000;

    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _data;
    private int _position;

    // What a blank would be reproached with where the input ran out; null where blanks may stand.
    private string? _blankRefusal;

    public GoJsonScanner(ReadOnlySpan<byte> data) => _data = data;

    private enum Expected
    {
        Value,
        ValueOrEnd,
        Key,
        KeyOrEnd,
        Colon,
        CommaOrEnd,
    }

    /// <summary>What <c>json.Decoder</c> takes off a stream: the first value. What follows it is not looked at.</summary>
    /// <returns>The length of the input up to the value's end.</returns>
    public int ScanFirst()
    {
        if (TryScanValue())
        {
            return _position;
        }

        throw new GoJsonException(_data.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "EOF" : "unexpected EOF");
    }

    /// <summary>What <c>json.Unmarshal</c> does first: the whole input has to be one value and blanks.</summary>
    public void ScanAll()
    {
        if (!TryScanValue())
        {
            // Go ends the input with a blank, and reports that blank where it cannot stand.
            throw _blankRefusal is null
                ? new GoJsonException("unexpected end of JSON input")
                : Unexpected((byte)' ', _blankRefusal);
        }

        SkipBlanks();
        if (_position < _data.Length)
        {
            throw Unexpected("after top-level value");
        }
    }

    // True at the end of a value, false where the input ended before.
    private bool TryScanValue()
    {
        // One bit for each open container: set for an object.
        Span<ulong> objects = stackalloc ulong[(MaxDepth + 63) / 64];
        int depth = 0;
        var expected = Expected.Value;
        while (true)
        {
            SkipBlanks();
            if (_position == _data.Length)
            {
                return false;
            }

            byte c = _data[_position];
            bool closed = false;
            switch (expected)
            {
                case Expected.Colon when c == ':':
                    expected = Expected.Value;
                    _position++;
                    continue;
                case Expected.Colon:
                    throw Unexpected("after object key");
                case Expected.CommaOrEnd when c == ',':
                    expected = IsObject(objects, depth) ? Expected.Key : Expected.Value;
                    _position++;
                    continue;
                case Expected.CommaOrEnd when c == (IsObject(objects, depth) ? '}' : ']'):
                case Expected.KeyOrEnd when c == '}':
                case Expected.ValueOrEnd when c == ']':
                    closed = true;
                    break;
                case Expected.CommaOrEnd:
                    throw Unexpected(IsObject(objects, depth) ? "after object key:value pair" : "after array element");
                case Expected.Key or Expected.KeyOrEnd when c != '"':
                    throw Unexpected("looking for beginning of object key string");
                case Expected.Value or Expected.ValueOrEnd when c is (byte)'{' or (byte)'[':
                    if (depth == MaxDepth)
                    {
                        throw Unexpected("exceeded max depth");
                    }

                    Open(objects, depth++, c == '{');
                    expected = c == '{' ? Expected.KeyOrEnd : Expected.ValueOrEnd;
                    _position++;
                    continue;
            }

            if (closed)
            {
                _position++;
                depth--;
            }
            else if (!TryScanLiteral(c))
            {
                return false;
            }

            if (depth == 0)
            {
                return true;
            }

            expected = expected is Expected.Key or Expected.KeyOrEnd && !closed ? Expected.Colon : Expected.CommaOrEnd;
        }
    }

    private static bool IsObject(ReadOnlySpan<ulong> objects, int depth) =>
        (objects[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1) != 0;

    private static void Open(Span<ulong> objects, int index, bool isObject)
    {
        ulong bit = 1UL << (index & 63);
        objects[index >> 6] = isObject ? objects[index >> 6] | bit : objects[index >> 6] & ~bit;
    }

    private bool TryScanLiteral(byte first) => first switch
    {
        (byte)'"' => TryScanString(),
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => TryScanNumber(),
        (byte)'t' => TryScanWord("true"),
        (byte)'f' => TryScanWord("false"),
        (byte)'n' => TryScanWord("null"),
        _ => throw Unexpected("looking for beginning of value"),
    };

    private bool TryScanWord(string word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            _position++;
            if (_position < _data.Length && _data[_position] == word[i])
            {
                continue;
            }

            return Has(static _ => false, $"in literal {word} (expecting '{word[i]}')");
        }

        _position++;
        return true;
    }

    private bool TryScanString()
    {
        _position++;
        while (true)
        {
            int run = _data[_position..].IndexOfAny(StringStops);
            _position = run < 0 ? _data.Length : _position + run;
            if (_position == _data.Length)
            {
                return false;
            }

            switch (_data[_position])
            {
                case (byte)'"':
                    _position++;
                    return true;
                case (byte)'\\':
                    _position++;
                    if (!TryScanEscape())
                    {
                        return false;
                    }

                    break;
                default:
                    throw Unexpected("in string literal");
            }
        }
    }

    private bool TryScanEscape()
    {
        if (!Has(static c => "bfnrt\\/\"u".Contains((char)c), "in string escape code"))
        {
            return false;
        }

        int digits = _data[_position++] == 'u' ? 4 : 0;
        for (; digits > 0; digits--, _position++)
        {
            if (!Has(static c => char.IsAsciiHexDigit((char)c), "in \\u hexadecimal character escape"))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryScanNumber()
    {
        if (_data[_position] == '-')
        {
            _position++;
            if (!HasDigit("in numeric literal"))
            {
                return false;
            }
        }

        // A number that starts with 0 ends there: what follows is somebody else's error.
        if (_data[_position] == '0')
        {
            _position++;
        }
        else
        {
            SkipDigits();
        }

        if (Follows('.', '.'))
        {
            if (!HasDigit("after decimal point in numeric literal"))
            {
                return false;
            }

            SkipDigits();
        }

        if (Follows('e', 'E'))
        {
            Follows('+', '-');
            if (!HasDigit("in exponent of numeric literal"))
            {
                return false;
            }

            SkipDigits();
        }

        return true;
    }

    private bool Follows(char either, char or)
    {
        bool follows = _position < _data.Length && (_data[_position] == either || _data[_position] == or);
        _position += follows ? 1 : 0;
        return follows;
    }

    private bool HasDigit(string refusal) => Has(static c => char.IsAsciiDigit((char)c), refusal);

    // False where the input has ended.
    private bool Has(Predicate<byte> accepts, string refusal)
    {
        if (_position == _data.Length)
        {
            _blankRefusal = refusal;
            return false;
        }

        return accepts(_data[_position]) ? true : throw Unexpected(refusal);
    }

    private void SkipDigits()
    {
        int run = _data[_position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        _position = run < 0 ? _data.Length : _position + run;
    }

    private void SkipBlanks()
    {
        while (_position < _data.Length && _data[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
        }
    }

    private readonly GoJsonException Unexpected(string context) => Unexpected(_data[_position], context);

    // The byte is shown as the character of the same number, whatever it is a part of.
    private static GoJsonException Unexpected(byte c, string context)
    {
        string shown = c switch
        {
            (byte)'\'' => "\\'",
            (byte)'"' => "\"",
            _ => GoQuote.Quote(((char)c).ToString())[1..^1],
        };
        return new GoJsonException($"invalid character '{shown}' {context}");
    }
}
