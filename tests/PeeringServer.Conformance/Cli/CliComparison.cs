using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Normalisation;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>Holds what command lines did against what the real ones did: exit code, both streams, requests; of help what it states.</summary>
internal static partial class CliComparison
{
    // Of the whole program and of its agent only what a user of peerings needs is asked for.
    private static readonly string[] WantedCommands = ["agent", "peering", "validate", "version"];
    private static readonly string[] WantedAgentFlags = ["bind", "client", "config-dir", "config-file", "data-dir", "datacenter", "dev", "http-port", "log-level", "node"];

    /// <summary>The steps that differ.</summary>
    public static IReadOnlyList<Difference> Compare(CliGroup recorded, IEnumerable<(string Step, JsonObject Facts)> replayed)
    {
        var got = replayed.ToDictionary(step => step.Step, step => step.Facts, StringComparer.Ordinal);
        return
        [
            .. from step in recorded.Steps
               where step.ContainsKey("argv")
               let id = step["id"]!.GetValue<string>()
               from difference in Compare(id, Facts(step, recorded.HasBanner), got.TryGetValue(id, out var facts) ? Facts(facts, recorded.HasBanner) : null)
               select difference,
        ];
    }

    private static IEnumerable<Difference> Compare(string id, JsonObject want, JsonObject? got)
    {
        if (got is null)
        {
            return [new Difference(id, $"{id}: not run")];
        }

        var lines = want.Select(fact => fact.Key).Union(got.Select(fact => fact.Key))
            .Where(key => !JsonNode.DeepEquals(want[key], got[key]))
            .Select(key => $"  {key} want {want[key]?.ToJsonString(JsonText.Readable)}\n  {key} got  {got[key]?.ToJsonString(JsonText.Readable)}")
            .ToList();
        return lines.Count == 0 ? [] : [new Difference(id, $"{id}:\n{string.Join('\n', lines)}")];
    }

    private static JsonObject Facts(JsonObject step, bool hasBanner)
    {
        var facts = new JsonObject
        {
            ["exitCode"] = step["exitCode"]?.DeepClone(),
            ["stillRunning"] = step["stillRunning"]?.DeepClone(),
            ["logErrors"] = step["logErrors"] is JsonArray { Count: > 0 } errors ? errors.DeepClone() : null,
            ["banner"] = hasBanner && step["banner"] is JsonArray { Count: > 0 } banner ? new JsonArray([.. banner.Select(line => line![0]!.DeepClone())]) : null,
        };
        foreach (var stream in (string[])["stdout", "stderr"])
        {
            var text = step[stream]?.GetValue<string>() ?? "";
            facts[stream] = text.Length == 0 ? null : text;
            facts[$"{stream}Tokens"] = step[$"{stream}Tokens"]?.DeepClone();
            facts[$"{stream}Help"] = step[$"{stream}Help"] is JsonObject help ? Help(help) : null;
        }

        facts["sent"] = step["sent"] is JsonArray { Count: > 0 } sent ? new JsonArray([.. sent.Select(request => Request(request!.AsObject()))]) : null;
        return facts;
    }

    private static JsonObject Help(JsonObject help)
    {
        var flags = help["flags"]!.AsArray().Select(flag => (Name: flag!["flag"]!.GetValue<string>(), Default: flag["default"]?.GetValue<string>())).ToList();
        var isAgent = flags.Exists(flag => flag.Name == "config-file");
        var commands = help["subcommands"]?.AsArray().Select(command => command!.GetValue<string>()).ToList() ?? [];
        var isProgram = commands.Contains("peering");
        return new JsonObject
        {
            ["shape"] = help["shape"]!.DeepClone(),
            ["flags"] = new JsonArray([.. flags.Where(flag => !isAgent || WantedAgentFlags.Contains(flag.Name)).Select(flag => JsonValue.Create($"{flag.Name} {flag.Default}"))]),
            ["subcommands"] = new JsonArray([.. commands.Where(command => !isProgram || WantedCommands.Contains(command)).Select(command => JsonValue.Create(command))]),
        };
    }

    // The headers that mean something, whatever their order and case, and the body's value.
    private static JsonObject Request(JsonObject request)
    {
        var body = request["body"]!.GetValue<string>();
        var headers = request["headers"]!.AsArray().Select(header => header!.GetValue<string>())
            .Where(header => !IgnoredHeader().IsMatch(header) && (body.Length > 0 || !header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase)))
            .Select(header => header.ToLowerInvariant()).Order(StringComparer.Ordinal);
        return new JsonObject
        {
            ["requestLine"] = request["requestLine"]!.DeepClone(),
            ["headers"] = new JsonArray([.. headers.Select(header => JsonValue.Create(header))]),
            ["body"] = body,
        };
    }

    [GeneratedRegex("^(host|user-agent|accept-encoding|accept|connection|content-length):", RegexOptions.IgnoreCase)]
    private static partial Regex IgnoredHeader();
}
