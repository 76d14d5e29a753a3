using System.Buffers;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>Moves over the literals of a JSON text, that is strings, numbers and words, and refuses those that are none.</summary>
internal ref struct GoJsonLiteralScanner(ReadOnlySpan<byte> data)
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\"u8);

    // As far as a string is searched byte by byte: vector code is compiled where it first runs, which takes a command longer than all it decodes.
    private const int ShortString = 64;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>How much of the text has been passed.</summary>
    public readonly int Position => _position;

    public readonly bool AtEnd => _position == _data.Length;

    /// <summary>The next byte.</summary>
    public readonly byte Current => _data[_position];

    /// <summary>What a blank would be reproached with where the text ended within a literal; null where blanks may stand.</summary>
    public string? BlankRefusal { get; private set; }

    public void Take() => _position++;

    public void SkipBlanks()
    {
        while (_position < _data.Length && _data[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
        }
    }

    /// <summary>Moves over a literal.</summary>
    /// <returns>False where the text ended within it.</returns>
    /// <exception cref="GoJsonException">A character that cannot stand where it stands.</exception>
    public bool TryScan() => _data[_position] switch
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
            int run = FindStop(_data[_position..]);
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

    private static int FindStop(ReadOnlySpan<byte> text)
    {
        int length = Math.Min(text.Length, ShortString);
        for (int i = 0; i < length; i++)
        {
            if (text[i] is < (byte)' ' or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        int further = text[length..].IndexOfAny(StringStops);
        return further < 0 ? -1 : length + further;
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
            BlankRefusal = refusal;
            return false;
        }

        return accepts(_data[_position]) ? true : throw Unexpected(refusal);
    }

    private void SkipDigits()
    {
        while (_position < _data.Length && char.IsAsciiDigit((char)_data[_position]))
        {
            _position++;
        }
    }

    public readonly GoJsonException Unexpected(string context) => Unexpected(_data[_position], context);

    /// <summary>The refusal of a byte, shown as the character of the same number, whatever it is a part of.</summary>
    public static GoJsonException Unexpected(byte c, string context)
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
