using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Replay;

/// <summary>Answers captured so far, and the values that later requests make from them.</summary>
internal sealed partial class ScriptValues
{
    private readonly Dictionary<string, ExchangeAnswer> _answers = [];

    public void Capture(string step, ExchangeAnswer answer) => _answers[step] = answer;

    /// <summary>The request of a step, with everything in it that refers to earlier answers filled in.</summary>
    public ScriptedRequest Request(RecordedStep step)
    {
        var headers = step.Request["headers"]?.AsObject().Select(header => KeyValuePair.Create(header.Key, Plain(Evaluate(header.Value))));
        return new ScriptedRequest(step.Method, Fill(step.Path!), [.. headers ?? []], Body(step.Request));
    }

    /// <summary>The value at a path of names and positions separated by dots; null where there is none.</summary>
    public static JsonNode? Reach(JsonNode? value, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(value, (at, part) => at switch
        {
            JsonObject members => members[part],
            JsonArray items => items[int.Parse(part, CultureInfo.InvariantCulture)],
            _ => null,
        });

    /// <summary>A value as the script means it: references, tokens and repetitions replaced by what they stand for.</summary>
    public JsonNode? Evaluate(JsonNode? node) => node switch
    {
        JsonObject form when form["$ref"] is { } reference => LookUp(Plain(reference)),
        JsonObject form when form["$token"] is { } reference => PatchedToken(reference, form),
        JsonObject form when form["$tokenField"] is { } reference => Reach(Token(reference), Plain(form["field"]))?.DeepClone(),
        JsonObject form when form["$base64"] is { } text => Convert.ToBase64String(Encoding.UTF8.GetBytes(Plain(text))),
        JsonObject form when form["$repeat"] is { } text => string.Concat(Enumerable.Repeat(Plain(text), form["times"]!.GetValue<int>())),
        JsonObject form when form["$pairs"] is { } prefix => Pairs(Plain(prefix), form["times"]!.GetValue<int>()),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Evaluate(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Evaluate)]),
        _ => node?.DeepClone(),
    };

    private byte[]? Body(JsonObject request) =>
        request.TryGetPropertyValue("json", out var json) ? Encoding.UTF8.GetBytes(JsonText.Write(Evaluate(json)))
        : request["body"] is { } text ? Encoding.UTF8.GetBytes(Plain(text))
        : request["bodyHex"] is { } hex ? Convert.FromHexString(Plain(hex))
        : null;

    /// <summary><c>{{step#Header}}</c> in a path is a captured header, <c>{{step.Path}}</c> a captured value.</summary>
    private string Fill(string path) => Reference().Replace(path, match =>
        match.Groups[1].Value.Split('#') is [var step, var header] ? LookUpHeader(step, header) : Plain(LookUp(match.Groups[1].Value)));

    private string LookUpHeader(string step, string header) =>
        _answers[step].Header(header) ?? throw new KeyNotFoundException($"The answer to {step} has no header {header}.");

    private JsonNode LookUp(string reference)
    {
        var (step, path) = reference.Split('.', 2) is [var first, var rest] ? (first, rest) : (reference, "");
        return Reach(_answers[step].Json, path)?.DeepClone() ?? throw new KeyNotFoundException($"No answer has a value at {reference}.");
    }

    private JsonNode? Token(JsonNode reference) => JsonText.Parse(Convert.FromBase64String(Plain(LookUp(Plain(reference)))));

    private JsonNode PatchedToken(JsonNode reference, JsonObject form)
    {
        var token = Token(reference)!.AsObject();
        Merge(token, Evaluate(form["patch"]) as JsonObject ?? []);
        foreach (var name in form["drop"] as JsonArray ?? [])
        {
            token.Remove(Plain(name));
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonText.Write(token)));
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject Pairs(string prefix, int times) =>
        new(Enumerable.Range(0, times).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"), (JsonNode?)"v")));

    private static string Plain(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : JsonText.Write(value);

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Reference();
}
