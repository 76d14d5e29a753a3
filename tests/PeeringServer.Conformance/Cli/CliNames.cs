using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>Gives what differs from run to run a name, numbered by first appearance within the group.</summary>
/// <param name="ports">The group's ports.</param>
/// <param name="isScripted">Ids, times and indexes came from the script, and stay.</param>
internal sealed partial class CliNames(CliPorts ports, bool isScripted)
{
    private readonly Dictionary<string, string> _uuids = new(StringComparer.Ordinal);

    /// <summary>A text with everything named, and the peering tokens that stood in it, decoded.</summary>
    /// <param name="text">What was printed.</param>
    /// <param name="ranks">The names of indexes.</param>
    public (string Text, JsonArray Tokens) Name(string text, IReadOnlyDictionary<ulong, string> ranks)
    {
        var tokens = new JsonArray();
        var swapped = Token().Replace(text, match =>
        {
            if (Decode(match.Value) is not { } decoded)
            {
                return match.Value;
            }

            tokens.Add(new JsonObject { ["<token>"] = decoded });
            return "<token>";
        });
        return (Plain(swapped, ranks), tokens);
    }

    /// <summary>A text with everything in it named.</summary>
    public string Plain(string text, IReadOnlyDictionary<ulong, string> ranks)
    {
        if (!isScripted)
        {
            text = Pem().Replace(text, "<pem>");
            text = Uuid().Replace(text, match => FixedUuid().IsMatch(match.Value) ? match.Value : NameOf(match.Value));
            text = GoTime().Replace(Time().Replace(LogTime().Replace(text, "<time>"), "<time>"), "<time>");
        }

        text = Loopback().Replace(text, match => ports.NameOf(match.Groups[2].Value) ?? (IsUserPort(match.Groups[2].Value) ? $"{match.Groups[1].Value}:<other-port>" : match.Value));
        text = BarePort().Replace(text, match => ports.NameOf(match.Value) ?? match.Value);
        text = Version().Replace(text, "<version>");
        text = Prerelease().Replace(text, "$1\"<prerelease>\"");
        return isScripted ? text : CliIndexes.Index().Replace(text, match =>
            match.Groups[1].Value + (ranks.GetValueOrDefault(ulong.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) ?? match.Groups[2].Value));
    }

    private static bool IsUserPort(string port) => int.Parse(port, CultureInfo.InvariantCulture) is >= 10_000 and <= 65_535;

    private JsonNode? Decode(string token)
    {
        try
        {
            var json = JsonText.Parse(Convert.FromBase64String(token))!;
            return JsonText.Parse(Encoding.UTF8.GetBytes(Plain(json.ToJsonString(JsonText.Readable), CliIndexes.None)));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private string NameOf(string uuid)
    {
        if (!_uuids.TryGetValue(uuid, out var name))
        {
            _uuids[uuid] = name = string.Create(CultureInfo.InvariantCulture, $"<uuid-{_uuids.Count + 1}>");
        }

        return name;
    }

    [GeneratedRegex("(?<![A-Za-z0-9+/])eyJ[A-Za-z0-9+/]{60,}={0,2}")]
    private static partial Regex Token();

    [GeneratedRegex(@"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----(?:\\n|\n)?", RegexOptions.Singleline)]
    private static partial Regex Pem();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("^(aaaaaaaa|bbbbbbbb|cccccccc|11111111|00000000)-")]
    private static partial Regex FixedUuid();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} (?:UTC|[A-Z]{3,5}|[+-]\d{2,4})")]
    private static partial Regex GoTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d{4})")]
    private static partial Regex LogTime();

    [GeneratedRegex(@"(127\.0\.0\.1|localhost|\[::1\]|\[::\]):(\d{4,5})\b")]
    private static partial Regex Loopback();

    [GeneratedRegex(@"(?<![\d.])\d{5}(?![\d.])")]
    private static partial Regex BarePort();

    [GeneratedRegex(@"(?<=Consul v)\d+\.\d+\.\d+\S*")]
    private static partial Regex Version();

    [GeneratedRegex("""("Prerelease": )"[^"]*["]""")]
    private static partial Regex Prerelease();
}
