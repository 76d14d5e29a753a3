using System.Buffers;
using System.Globalization;
using System.Text;

namespace PeeringServer.Core.GoText;

/// <summary>Text between double quotes as Go's <c>%q</c> (<c>strconv.Quote</c>) writes it.</summary>
internal static class GoQuote
{
    /// <summary>Quotes a text; a lone surrogate counts as U+FFFD, for Go's strings cannot hold one.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (Rune rune in value.EnumerateRunes())
        {
            Append(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Quotes bytes taken for UTF-8; a byte that is no part of a character is written as <c>\xff</c>.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        var quoted = new StringBuilder(utf8.Length + 2).Append('"');
        while (!utf8.IsEmpty)
        {
            int length = 1;
            if (Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                Append(quoted, rune);
                length = consumed;
            }
            else
            {
                AppendHex(quoted, 'x', utf8[0], 2);
            }

            utf8 = utf8[length..];
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether Go's <c>strconv.IsPrint</c> lets a character through unescaped: letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => false,
        _ => true,
    };

    private static void Append(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                quoted.Append('\\').Append((char)rune.Value);
                break;
            case '\a':
                quoted.Append("\\a");
                break;
            case '\b':
                quoted.Append("\\b");
                break;
            case '\f':
                quoted.Append("\\f");
                break;
            case '\n':
                quoted.Append("\\n");
                break;
            case '\r':
                quoted.Append("\\r");
                break;
            case '\t':
                quoted.Append("\\t");
                break;
            case '\v':
                quoted.Append("\\v");
                break;
            case < ' ' or 0x7f:
                AppendHex(quoted, 'x', rune.Value, 2);
                break;
            default:
                AppendWide(quoted, rune);
                break;
        }
    }

    private static void AppendWide(StringBuilder quoted, Rune rune)
    {
        if (IsPrintable(rune))
        {
            quoted.Append(rune.ToString());
        }
        else if (rune.IsBmp)
        {
            AppendHex(quoted, 'u', rune.Value, 4);
        }
        else
        {
            AppendHex(quoted, 'U', rune.Value, 8);
        }
    }

    private static void AppendHex(StringBuilder quoted, char kind, int value, int digits) =>
        quoted.Append('\\').Append(kind).Append(value.ToString("x" + digits, CultureInfo.InvariantCulture));
}
