using System.Globalization;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>Indexes differ by run, their order does not: they are named by their ranks among those that one cluster showed.</summary>
internal static partial class CliIndexes
{
    /// <summary>Names for none.</summary>
    public static IReadOnlyDictionary<ulong, string> None { get; } = new Dictionary<ulong, string>();

    /// <summary>Names for the indexes in texts of one cluster.</summary>
    public static IReadOnlyDictionary<ulong, string> Rank(IEnumerable<string> texts) =>
        texts.SelectMany(text => Index().Matches(text)).Select(match => ulong.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)).Distinct().Order()
            .Select((index, rank) => (index, rank))
            .ToDictionary(
                seen => seen.index,
                seen => seen.index < 2 ? seen.index.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"<index-{seen.rank}>"));

    [GeneratedRegex("""("(?:Create|Modify)Index":\s*|(?:Create|Modify) Index:\s+)(\d+)""")]
    public static partial Regex Index();
}
