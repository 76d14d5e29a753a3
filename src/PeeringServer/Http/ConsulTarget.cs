using System.Text;
using System.Text.Unicode;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http;

/// <summary>A request target, taken apart as Go's server does it.</summary>
/// <param name="Path">The decoded path.</param>
/// <param name="Escaped">The path as it was sent.</param>
/// <param name="Match">The path that routes are looked up by: decoded but for slashes, which do not divide it then.</param>
/// <param name="RawQuery">What follows the question mark, as it was sent.</param>
/// <param name="IsUtf8">Whether the decoded path is UTF-8.</param>
internal sealed record ConsulTarget(string Path, string Escaped, string Match, string RawQuery, bool IsUtf8)
{
    private const string EscapedSlash = "%2F";

    /// <summary>Whether every character of the path can be printed; a path with others is refused before anything else.</summary>
    public bool IsPrintable => !Path.AsSpan().ContainsAnyExceptInRange(' ', '~') || Path.EnumerateRunes().All(GoQuote.IsPrintable);

    /// <summary>Takes a request target apart, or returns null where an escape in its path is broken.</summary>
    public static ConsulTarget? Parse(string target)
    {
        target = WithoutAuthority(target);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var escaped = mark < 0 ? target : target[..mark];
        var query = mark < 0 ? "" : target[(mark + 1)..];
        if (!escaped.Contains('%', StringComparison.Ordinal))
        {
            return new ConsulTarget(escaped, escaped, escaped, query, IsUtf8: true);
        }

        if (!GoUrl.TryUnescape(escaped, plusIsSpace: false, out var bytes))
        {
            return null;
        }

        var match = string.Join(EscapedSlash, escaped.Split(EscapedSlash, StringSplitOptions.None).SelectMany(static part => part.Split("%2f")).Select(Decoded));
        return new ConsulTarget(Encoding.UTF8.GetString(bytes), escaped, match, query, Utf8.IsValid(bytes));
    }

    private static string Decoded(string escaped) => GoUrl.TryUnescape(escaped, plusIsSpace: false, out var bytes) ? Encoding.UTF8.GetString(bytes) : escaped;

    /// <summary>A client that takes us for a proxy sends the whole address.</summary>
    private static string WithoutAuthority(string target)
    {
        if (target.StartsWith('/') || !target.Contains("://", StringComparison.Ordinal))
        {
            return target;
        }

        var path = target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3);
        return path < 0 ? "/" : target[path..];
    }
}
