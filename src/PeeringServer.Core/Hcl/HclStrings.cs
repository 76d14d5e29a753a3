using System.Buffers;
using System.Globalization;
using System.Text;

namespace PeeringServer.Core.Hcl;

/// <summary>What the strings and heredocs of HCL say.</summary>
internal static class HclStrings
{
    private const string EscapeLetters = "abfnrtv\\\"";
    private const string EscapedCharacters = "\a\b\f\n\r\t\v\\\"";

    /// <summary>Takes the quotes and escapes off a string. <c>${...}</c> is left as it is, except in JSON.</summary>
    /// <exception cref="HclException">The string breaks off or has an escape that means no character.</exception>
    public static string Unquote(ReadOnlySpan<byte> quoted, bool json)
    {
        if (quoted.Length < 2 || quoted[^1] != '"')
        {
            throw Invalid(quoted);
        }

        ReadOnlySpan<byte> rest = quoted[1..^1];
        var bytes = new ArrayBufferWriter<byte>(quoted.Length);
        while (!rest.IsEmpty)
        {
            int taken = !json && rest.StartsWith("${"u8) ? InterpolationLength(rest) : 1;
            if (taken > 1)
            {
                bytes.Write(rest[..taken]);
            }
            else if (taken == 0 || rest[0] is (byte)'"' or (byte)'\n' || (rest[0] == '\\' && !TryUnescape(rest, json, bytes, out taken)))
            {
                throw Invalid(quoted);
            }
            else if (rest[0] != '\\')
            {
                bytes.Write(rest[..1]);
            }

            rest = rest[taken..];
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>
    /// Takes the markers off a heredoc. After <c>&lt;&lt;-</c>, the indentation of the closing marker is taken off all
    /// lines, provided that all of them are indented that far.
    /// </summary>
    public static string Unindent(ReadOnlySpan<byte> heredoc)
    {
        int start = heredoc.IndexOf((byte)'\n') + 1;
        bool indented = heredoc[2] == '-';
        int marker = start - (indented ? 4 : 3);
        string body = Encoding.UTF8.GetString(heredoc[start..^(marker + 1)]);
        if (!indented)
        {
            return body;
        }

        string[] lines = body.Split('\n');
        string indentation = lines[^1];
        if (!lines.All(line => line.StartsWith(indentation, StringComparison.Ordinal)))
        {
            // The last character of the closing marker's indentation goes, whatever it is, then blanks only.
            return body[..^1].TrimEnd(' ', '\t');
        }

        lines[^1] = "";
        return string.Join('\n', lines.Select((line, i) => i == lines.Length - 1 ? line : line[indentation.Length..]));
    }

    // The length of ${...} with the braces inside; 0 if it is not closed.
    private static int InterpolationLength(ReadOnlySpan<byte> rest)
    {
        int braces = 0;
        for (int i = 1; i < rest.Length; i++)
        {
            braces += rest[i] == '{' ? 1 : rest[i] == '}' ? -1 : 0;
            if (braces == 0)
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool TryUnescape(ReadOnlySpan<byte> rest, bool json, ArrayBufferWriter<byte> bytes, out int taken)
    {
        taken = 2;
        if (rest.Length < 2)
        {
            return false;
        }

        char letter = (char)rest[1];
        int simple = EscapeLetters.IndexOf(letter, StringComparison.Ordinal);
        if (simple >= 0)
        {
            bytes.Write([(byte)EscapedCharacters[simple]]);
            return true;
        }

        (int first, int digits, int radix) = letter switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            _ => (1, 3, 8),
        };
        taken = first + digits;
        if (rest.Length < taken || !TryParse(rest[first..taken], radix, out uint value) || (radix == 8 && value > 255))
        {
            return false;
        }

        if (digits <= 3)
        {
            // \xff and \377 stand for bytes, which need not make up a character.
            bytes.Write([(byte)value]);
            return true;
        }

        if (value > 0x10ffff || (json && !Rune.IsValid(value)))
        {
            return false;
        }

        Rune rune = Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
        bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> digits, int radix, out uint value)
    {
        if (radix == 16)
        {
            return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        foreach (byte digit in digits)
        {
            value = (value * 8) + (uint)(digit - '0');
        }

        return digits.IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0;
    }

    private static HclException Invalid(ReadOnlySpan<byte> quoted) =>
        new($"unquote {Encoding.UTF8.GetString(quoted)} err: invalid syntax");
}
