using System.Buffers;
using System.Text.RegularExpressions;

namespace PeeringServer.Http;

/// <summary>Headers from the configuration, as Go's server sends them: an impossible name is passed over, and a value stays on its line.</summary>
internal static partial class ConfiguredHeaders
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Those that can be sent; where they are not sorted out at the start every answer fails.</summary>
    public static IReadOnlyDictionary<string, string> Sendable(IReadOnlyDictionary<string, string> headers) =>
        headers.Where(static header => IsName(header.Key)).ToDictionary(static header => header.Key, static header => Line(header.Value), StringComparer.Ordinal);

    private static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    private static string Line(string value) => Controls().Replace(value, " ").Trim(' ');

    [GeneratedRegex(@"[\x00-\x1f\x7f]")]
    private static partial Regex Controls();
}
