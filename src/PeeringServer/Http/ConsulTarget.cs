using System.Text;
using System.Text.Unicode;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http;

/// <summary>A request target, taken apart as Go's server does it.</summary>
/// <param name="Path">The decoded path.</param>
/// <param name="Escaped">The path as it was sent.</param>
/// <param name="Match">The path that routes are looked up by: decoded but for slashes, which do not divide it then.</param>
/// <param name="IsUtf8">Whether the decoded path is UTF-8.</param>
/// <param name="Raw">The whole of it.</param>
internal sealed record ConsulTarget(string Path, string Escaped, string Match, bool IsUtf8, string Raw)
{
    private const string EscapedSlash = "%2F";

    /// <summary>Whether every character of the path can be printed; a path with others is refused before anything else.</summary>
    public bool IsPrintable => !Path.AsSpan().ContainsAnyExceptInRange(' ', '~') || Path.EnumerateRunes().All(GoQuote.IsPrintable);

    /// <summary>What follows the question mark, as it was sent.</summary>
    public ReadOnlyMemory<char> RawQuery => Raw.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Raw.AsMemory(mark + 1) : default;

    /// <summary>Takes a request target apart, or returns null where an escape in its path is broken.</summary>
    public static ConsulTarget? Parse(string target)
    {
        target = WithoutAuthority(target);
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var escaped = mark < 0 ? target : target[..mark];
        if (!escaped.Contains('%', StringComparison.Ordinal))
        {
            return new ConsulTarget(escaped, escaped, escaped, IsUtf8: true, target);
        }

        if (!GoUrl.TryUnescape(escaped, plusIsSpace: false, out var bytes))
        {
            return null;
        }

        var match = string.Join(EscapedSlash, escaped.Split(EscapedSlash, StringSplitOptions.None).SelectMany(static part => part.Split("%2f")).Select(Decoded));
        return new ConsulTarget(Encoding.UTF8.GetString(bytes), escaped, match, Utf8.IsValid(bytes), target);
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
