using System.Buffers;
using System.Text.Encodings.Web;

namespace PeeringServer.Core;

/// <summary>
/// Escapes JSON strings as Go's encoder does, whose output is what clients of Consul get: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>
/// and the two line separators as lower case <c>\uXXXX</c>, control characters too, everything else as it is.
/// </summary>
internal sealed unsafe class GoJsonEncoder : JavaScriptEncoder
{
    public static readonly GoJsonEncoder Instance = new();

    private const string Hex = "0123456789abcdef";
    private const int EscapeLength = 6;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\<>&\u2028\u2029");

    private GoJsonEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Escaped.Contains((char)unicodeScalar);

    public override int FindFirstCharacterToEncode(char* text, int textLength) => new ReadOnlySpan<char>(text, textLength).IndexOfAny(Escaped);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        var shortForm = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => '\0',
        };
        numberOfCharactersWritten = shortForm == '\0' ? EscapeLength : 2;
        if (target.Length < numberOfCharactersWritten)
        {
            numberOfCharactersWritten = 0;
            return false;
        }

        target[0] = '\\';
        if (shortForm != '\0')
        {
            target[1] = shortForm;
            return true;
        }

        target[1] = 'u';
        for (var i = 0; i < 4; i++)
        {
            target[2 + i] = Hex[(unicodeScalar >> (12 - (4 * i))) & 0xF];
        }

        return true;
    }
}
