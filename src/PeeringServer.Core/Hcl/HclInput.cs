using System.Buffers;
using System.Text;

namespace PeeringServer.Core.Hcl;

/// <summary>The characters of a text and the count of lines and columns. Errors are kept here: the last one is reported.</summary>
internal sealed class HclInput(ReadOnlyMemory<byte> source, bool json)
{
    /// <summary>Stands for the end of the text.</summary>
    public const int End = 0;

    private (int Offset, int Line, int Column) _place = (0, 1, 0);
    private (int Offset, int Line, int Column) _previous = (0, 1, 0);
    private int _lastLength;
    private int _lastLineLength;

    /// <summary>The offset after the last character read.</summary>
    public int Offset => _place.Offset;

    /// <summary>The offset of the last character read.</summary>
    public int LastOffset => _place.Offset - _lastLength;

    /// <summary>The place of the last character read.</summary>
    public HclPosition LastPosition => _place.Column > 0
        ? new HclPosition(_place.Line, _place.Column)
        : new HclPosition(_place.Line - 1, _lastLineLength);

    public HclException? Error { get; private set; }

    public ReadOnlyMemory<byte> this[Range range] => source[range];

    /// <summary>Reads a character.</summary>
    public int Next()
    {
        _place.Column++;
        if (_place.Offset >= source.Length)
        {
            _lastLength = 0;
            return End;
        }

        _previous = _place with { Column = _place.Column - 1 };
        (int character, _lastLength, bool sound) = Decode();
        _place.Offset += _lastLength;
        if (!sound)
        {
            Report("illegal UTF-8 encoding");
        }
        else if (character == '\n')
        {
            _lastLineLength = _place.Column;
            _place.Line++;
            _place.Column = 0;
        }
        else if (character == 0 && !json)
        {
            Report("unexpected null character (0x00)");
        }
        else if (character == 0xe123 && !json)
        {
            Report("unicode code point U+E123 reserved for internal use");
            return Rune.ReplacementChar.Value;
        }

        return character;
    }

    /// <summary>Gives the last character back; at most one, and not the end.</summary>
    public void Back() => _place = _previous;

    /// <summary>The next character, which stays unread.</summary>
    public int Peek() => _place.Offset >= source.Length ? End : Decode().Character;

    /// <summary>Notes an error at the last character read.</summary>
    public void Report(string message) =>
        Error = json ? new HclException($"{LastPosition}: {message}") : new HclException(LastPosition, message);

    private (int Character, int Length, bool Sound) Decode() =>
        Rune.DecodeFromUtf8(source.Span[_place.Offset..], out Rune rune, out int consumed) == OperationStatus.Done
            ? (rune.Value, consumed, true)
            : (Rune.ReplacementChar.Value, 1, false);
}
