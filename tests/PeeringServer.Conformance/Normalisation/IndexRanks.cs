using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Normalisation;

/// <summary>
/// The indexes of one cluster by their order. Which values they have differs from run to run, their order does not,
/// so each is named by its rank among all that the group showed. 0 and 1 mean something and stay.
/// </summary>
internal sealed partial class IndexRanks
{
    private readonly Dictionary<ulong, int>? _ranks;

    private IndexRanks(Dictionary<ulong, int>? ranks) => _ranks = ranks;

    /// <summary>For the answer to a repeated request, which is caught at a moment of its own: the indexes in it say nothing.</summary>
    public static IndexRanks Unranked { get; } = new(null);

    public static IndexRanks Of(IEnumerable<ExchangeAnswer> answers) =>
        new(answers.SelectMany(Shown).Distinct().Order().Select((index, rank) => (index, rank)).ToDictionary(seen => seen.index, seen => seen.rank));

    /// <summary>Whether a header shows an index.</summary>
    public static bool IsIndexHeader(string name, string value) =>
        name.Equals("X-Consul-Index", StringComparison.OrdinalIgnoreCase) && value.Length > 0 && value.All(char.IsAsciiDigit);

    /// <summary>Whether a member of an object shows an index.</summary>
    public static bool IsIndexMember(string? name, JsonNode? value) => name is "CreateIndex" or "ModifyIndex" && JsonText.IsInteger(value);

    /// <summary>The name of an index.</summary>
    public string Name(string index)
    {
        if (index is "0" or "1")
        {
            return index;
        }

        return _ranks is null ? "<index>"
            : ulong.TryParse(index, CultureInfo.InvariantCulture, out var value) && _ranks.TryGetValue(value, out var rank)
                ? string.Create(CultureInfo.InvariantCulture, $"<index-{rank}>")
                : index;
    }

    /// <summary>Names the indexes in a text that holds JSON without being JSON.</summary>
    public string InText(string text) => Member().Replace(text, match => $"\"{match.Groups[1].Value}\":\"{Name(match.Groups[2].Value)}\"");

    private static IEnumerable<ulong> Shown(ExchangeAnswer answer) =>
        answer.Headers.Where(header => IsIndexHeader(header.Key, header.Value))
            .Select(header => ulong.Parse(header.Value, CultureInfo.InvariantCulture))
            .Concat(Shown(answer.Json, null));

    private static IEnumerable<ulong> Shown(JsonNode? value, string? member) => value switch
    {
        JsonObject members => members.SelectMany(inner => Shown(inner.Value, inner.Key)),
        JsonArray items => items.SelectMany(item => Shown(item, member)),
        _ when IsIndexMember(member, value) => [value!.GetValue<ulong>()],
        _ => [],
    };

    [GeneratedRegex("\"(CreateIndex|ModifyIndex)\":([0-9]+)")]
    private static partial Regex Member();
}
