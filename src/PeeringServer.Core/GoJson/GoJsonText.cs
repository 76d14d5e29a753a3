using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PeeringServer.Core.GoJson;

/// <summary>What stands between the quotes of a valid JSON string.</summary>
internal static class GoJsonText
{
    /// <summary>
    /// Decodes the inside of a JSON string. Each byte that is no part of a UTF-8 character and each lone surrogate
    /// becomes U+FFFD, as in Go.
    /// </summary>
    public static string Unquote(ReadOnlySpan<byte> body) =>
        body.IndexOf((byte)'\\') >= 0 || !Utf8.IsValid(body) ? UnquoteSlowly(body) : Encoding.UTF8.GetString(body);

    private static string UnquoteSlowly(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        while (!body.IsEmpty)
        {
            int taken = body[0] == '\\' ? TakeEscape(body, text) : TakeCharacter(body, text);
            body = body[taken..];
        }

        return text.ToString();
    }

    private static int TakeCharacter(ReadOnlySpan<byte> body, StringBuilder text)
    {
        if (Rune.DecodeFromUtf8(body, out Rune rune, out int consumed) == OperationStatus.Done)
        {
            text.Append(rune.ToString());
            return consumed;
        }

        // Unlike .NET, Go replaces a truncated character byte by byte.
        text.Append('\uFFFD');
        return 1;
    }

    private static int TakeEscape(ReadOnlySpan<byte> body, StringBuilder text)
    {
        switch (body[1])
        {
            case (byte)'u':
                return TakeCodeUnits(body, text);
            case (byte)'b':
                text.Append('\b');
                break;
            case (byte)'f':
                text.Append('\f');
                break;
            case (byte)'n':
                text.Append('\n');
                break;
            case (byte)'r':
                text.Append('\r');
                break;
            case (byte)'t':
                text.Append('\t');
                break;
            default:
                text.Append((char)body[1]);
                break;
        }

        return 2;
    }

    private static int TakeCodeUnits(ReadOnlySpan<byte> body, StringBuilder text)
    {
        char unit = CodeUnit(body);
        if (!char.IsSurrogate(unit))
        {
            text.Append(unit);
            return 6;
        }

        if (char.IsHighSurrogate(unit) && body.Length >= 12 && body[6..].StartsWith("\\u"u8))
        {
            char second = CodeUnit(body[6..]);
            if (char.IsLowSurrogate(second))
            {
                text.Append(unit).Append(second);
                return 12;
            }
        }

        text.Append('\uFFFD');
        return 6;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
