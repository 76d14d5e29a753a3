using System.Globalization;
using System.Text;

namespace PeeringServer.Core.GoText;

/// <summary>The quoting of Go's <c>time</c> package, simpler than <see cref="GoQuote"/>: bytes outside ASCII and controls in hexadecimal.</summary>
internal static class GoTimeQuote
{
    /// <summary>Quotes a text; a lone surrogate counts as U+FFFD, for Go's strings cannot hold one.</summary>
    public static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    /// <summary>Quotes bytes, which need not be UTF-8.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var b in text)
        {
            _ = b is >= (byte)' ' and < 0x80
                ? quoted.Append(b is (byte)'"' or (byte)'\\' ? "\\" : "").Append((char)b)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return quoted.Append('"').ToString();
    }
}
