using System.Globalization;

namespace PeeringServer.Core.GoJson;

/// <summary>A place in a JSON text that has been found valid: reads its tokens without looking for errors.</summary>
internal ref struct GoJsonCursor(ReadOnlySpan<byte> data)
{

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>Skips blanks and tells the next token's first byte.</summary>
    public byte Peek()
    {
        while (_data[_position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _position++;
        }

        return _data[_position];
    }

    /// <summary>Takes the one-byte token that <see cref="Peek"/> has seen.</summary>
    public void Take() => _position++;

    /// <summary>Takes <c>[</c> or <c>{</c>, and the closing token too if the array or object is empty.</summary>
    /// <returns>Whether there is an element.</returns>
    public bool TakeOpening()
    {
        _position++;
        return Peek() is not ((byte)']' or (byte)'}') || TakeClosing();
    }

    /// <summary>Takes what follows an element: a comma, or the closing token.</summary>
    /// <returns>Whether there is another element.</returns>
    public bool TakeSeparator() => Peek() == ',' ? TakeComma() : TakeClosing();

    /// <summary>Takes an object's key and the colon after it.</summary>
    /// <returns>The key as it stands between the quotes.</returns>
    public ReadOnlySpan<byte> TakeKey()
    {
        Peek();
        ReadOnlySpan<byte> key = TakeString();
        Peek();
        _position++;
        return key;
    }

    /// <summary>Takes a string.</summary>
    /// <returns>What stands between the quotes, escapes and all.</returns>
    public ReadOnlySpan<byte> TakeString()
    {
        int start = ++_position;
        while (_data[_position] != '"')
        {
            _position += _data[_position] == '\\' ? 2 : 1;
        }

        return _data[start.._position++];
    }

    /// <summary>Takes a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public ReadOnlySpan<byte> TakeWord()
    {
        int start = _position;
        while (_position < _data.Length && _data[_position] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)']' or (byte)'}'))
        {
            _position++;
        }

        return _data[start.._position];
    }

    /// <summary>Takes a whole value of any kind.</summary>
    /// <returns>The value's text.</returns>
    public ReadOnlySpan<byte> TakeValue()
    {
        Peek();
        int start = _position;
        int depth = 0;
        do
        {
            switch (Peek())
            {
                case (byte)'"':
                    TakeString();
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    _position++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    _position++;
                    break;
                case (byte)',' or (byte)':':
                    _position++;
                    break;
                default:
                    TakeWord();
                    break;
            }
        }
        while (depth > 0);

        return _data[start.._position];
    }

    /// <summary>Reads a number as Go's <c>strconv.ParseFloat</c> does, which refuses what is too large.</summary>
    public static bool TryParseFloat(ReadOnlySpan<byte> number, int bits, out double value)
    {
        if (bits == 32)
        {
            bool parsed = float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out float single);
            value = single;
            return parsed && float.IsFinite(single);
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private bool TakeComma()
    {
        _position++;
        return true;
    }

    private bool TakeClosing()
    {
        _position++;
        return false;
    }
}
