using System.Globalization;
using System.Text;

namespace PeeringServer.Peerstream.Wire;

/// <summary>Writes values as Go's formatting verbs do, for texts that must read the same.</summary>
internal static class GoText
{
    /// <summary>The text in double quotes, with what is not printable escaped (the verb <c>%q</c>).</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(rune);
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
                case < ' ' or 0x7f:
                    quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                    break;
                default:
                    quoted.Append(rune);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
