using System.Globalization;
using System.Text;

namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>Percent encoding as Go's <c>net/url</c> does it for the parts of a URL.</summary>
internal static class GoUrlText
{
    private const string Unreserved = "-_.~";

    /// <summary>A path: slashes stay, and so do dots.</summary>
    public static string EscapePath(string path) => Escape(path, "$&+,/:;=@");

    /// <summary>A host with its port.</summary>
    public static string EscapeHost(string host) => Escape(host, "!$&'()*+,;=:[]<>\"");

    /// <summary>A name or value of a query; blanks become plus signs.</summary>
    public static string EscapeQuery(string text) => Escape(text, " ").Replace(' ', '+');

    private static string Escape(string text, string kept)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal) || kept.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }
}
