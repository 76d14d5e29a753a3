using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

/// <summary>Puts values as an agent might have sent them in the place of the names in a recorded answer: the normaliser backwards.</summary>
internal sealed partial class RecordedValues(Func<string, int> port)
{
    private static readonly JsonSerializerOptions Indented = new(JsonText.Readable) { WriteIndented = true, IndentSize = 4 };

    /// <summary>The body of an answer.</summary>
    public byte[] Body(JsonObject response)
    {
        if (response["bodyBytes"] is { } length)
        {
            return [.. Enumerable.Repeat((byte)0xff, length.GetValue<int>() / 4 * 3)];
        }

        if (response.TryGetPropertyValue("shape", out var shape))
        {
            return Encoding.UTF8.GetBytes(OfShape(shape)!.ToJsonString());
        }

        if (!response.TryGetPropertyValue("json", out var json))
        {
            return Encoding.UTF8.GetBytes(Text(response["text"]!.GetValue<string>()));
        }

        var layout = response["layout"]!.GetValue<string>();
        var text = Value(json)?.ToJsonString(layout.StartsWith("indented", StringComparison.Ordinal) ? Indented : JsonText.Readable);
        return Encoding.UTF8.GetBytes(text + (layout.EndsWith("newline", StringComparison.Ordinal) ? "\n" : ""));
    }

    /// <summary>A header or a text.</summary>
    public string Text(string text)
    {
        text = IndexMember().Replace(text, match => $"{match.Groups[1].Value}{Index(match.Groups[2].Value)}");
        return Placeholder().Replace(text, match => match.Groups["kind"].Value switch
        {
            "uuid" => string.Create(CultureInfo.InvariantCulture, $"99999999-0000-0000-0000-{Number(match):d12}"),
            "pem" => $"-----BEGIN CERTIFICATE-----\n{Number(match)}\n-----END CERTIFICATE-----\n",
            "fingerprint" => string.Join(':', Enumerable.Repeat((16 + Number(match)).ToString("x2", CultureInfo.InvariantCulture), 20)),
            "hash" => $"hash of {Number(match)}",
            "index" => Index(match.Value),
            "time" => "2024-05-06T07:08:09.123456789Z",
            "n" => "7",
            "local" => "127.0.0.1:5",
            var name => $"127.0.0.1:{port(name)}",
        });
    }

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    /// <summary>Ranks start at 0 and indexes above 1: what has a rank is neither 0 nor 1.</summary>
    private static string Index(string placeholder) =>
        placeholder is "<index>" ? "77" : (int.Parse(placeholder.AsSpan(7, placeholder.Length - 8), CultureInfo.InvariantCulture) + 10).ToString(CultureInfo.InvariantCulture);

    private JsonNode? Value(JsonNode? value) => value switch
    {
        JsonObject token when token.ContainsKey("<token>") => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonText.Write(Value(token["<token>"])))),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Text(member.Key), Value(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Value)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => OfText(text.GetValue<string>()),
        _ => value?.DeepClone(),
    };

    private JsonNode OfText(string text) =>
        text.StartsWith("<index", StringComparison.Ordinal) ? int.Parse(Index(text), CultureInfo.InvariantCulture) : text == "<serial>" ? 4711 : Text(text);

    private static JsonNode? OfShape(JsonNode? shape) => shape switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, OfShape(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(OfShape)]),
        _ => shape!.GetValue<string>() switch { "bool" => true, "number" => 5, "string" => "text", _ => null },
    };

    [GeneratedRegex(@"<(?<kind>uuid|pem|fingerprint|hash|index|time|n|local|(?:alpha|beta|gamma)\.\w+)(?:-(?<number>\d+))?>")]
    private static partial Regex Placeholder();

    [GeneratedRegex("(\"(?:CreateIndex|ModifyIndex)\":)\"(<index-[0-9]+>)\"")]
    private static partial Regex IndexMember();
}
