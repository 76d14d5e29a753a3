using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>Makes what command lines printed comparable with the recording.</summary>
internal static partial class CliNormaliser
{
    /// <summary>What is held against the recording, of all steps of a group.</summary>
    /// <param name="steps">The steps with what came of them.</param>
    /// <param name="names">The names of the group.</param>
    public static IEnumerable<(string Step, JsonObject Facts)> Normalise(IReadOnlyList<CliStepRun> steps, CliNames names)
    {
        var ranks = steps.GroupBy(step => step.Cluster ?? "").ToDictionary(
            group => group.Key,
            group => CliIndexes.Rank(group.SelectMany(step => (string[])[step.Run.Output, step.Run.Error])));
        foreach (var step in steps)
        {
            var facts = new JsonObject { ["exitCode"] = step.IsStillRunning ? null : step.Run.ExitCode };
            if (step.Agent is { } agent)
            {
                facts["stillRunning"] = step.IsStillRunning ? true : null;
                facts["banner"] = new JsonArray([.. agent.Labels.Select(label => new JsonArray(label, ""))]);
                facts["logErrors"] = new JsonArray([.. (step.HadSignals ? [] : agent.Errors).Select(error => JsonValue.Create(names.Plain(error, CliIndexes.None)))]);
            }

            Add(facts, "stdout", step.Run.Output, step.IsLoose, names, ranks[step.Cluster ?? ""]);
            Add(facts, "stderr", step.Run.Error, step.IsLoose, names, ranks[step.Cluster ?? ""]);
            if (step.Requests is { } requests)
            {
                facts["sent"] = new JsonArray([.. requests.Select(request => Request(request!.AsObject(), names))]);
            }

            yield return (step.Id, facts);
        }
    }

    private static void Add(JsonObject facts, string stream, string text, bool isLoose, CliNames names, IReadOnlyDictionary<ulong, string> ranks)
    {
        var (rest, help) = HelpFacts.Split(text);
        var (named, tokens) = names.Name(SortMeta(rest == "<help>\n" ? "" : rest), ranks);

        // A retried dial reports once an attempt: how many attempts fit is a matter of time.
        named = Repeated().Replace(named, match => "<n> errors occurred:\n" + string.Concat(match.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(line => line + "\n")));
        named = Unordered().Replace(named, match => string.Concat(match.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n")));
        facts[stream] = isLoose ? TransportError().Replace(named, "$1<transport error>") : named;
        if (help is not null)
        {
            facts[$"{stream}Help"] = help;
        }

        if (tokens.Count > 0)
        {
            facts[$"{stream}Tokens"] = tokens;
        }
    }

    private static JsonObject Request(JsonObject request, CliNames names) => new()
    {
        ["requestLine"] = names.Plain(request["requestLine"]!.GetValue<string>(), CliIndexes.None),
        ["headers"] = new JsonArray([.. request["headers"]!.AsArray().Select(header => JsonValue.Create(names.Plain(header!.GetValue<string>(), CliIndexes.None)))]),
        ["body"] = names.Plain(request["body"]!.GetValue<string>(), CliIndexes.None),
    };

    /// <summary>Metadata comes out in no fixed order.</summary>
    private static string SortMeta(string text)
    {
        var (lines, sorted) = (text.Split('\n'), new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            sorted.Add(MetaCell().Match(lines[i]) is { Success: true } cell
                ? cell.Groups[1].Value + string.Join(',', cell.Groups[2].Value.Split(',').Order(StringComparer.Ordinal))
                : lines[i]);
            if (lines[i] == "Meta:")
            {
                var pairs = lines.Skip(i + 1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).ToList();
                sorted.AddRange(pairs.Order(StringComparer.Ordinal));
                i += pairs.Count;
            }
        }

        return string.Join('\n', sorted);
    }

    [GeneratedRegex(@"\b\d+ errors occurred:\n((?:\t\* failed to exchange .*\n)+)")]
    private static partial Regex Repeated();

    [GeneratedRegex(@"(?:\t\* invalid config key .*\n){2,}")]
    private static partial Regex Unordered();

    [GeneratedRegex("""((?:Get|Post|Delete) "[^"]*": ).*""")]
    private static partial Regex TransportError();

    [GeneratedRegex(@"^(.* {2})(\S+=\S*,\S+)$")]
    private static partial Regex MetaCell();
}
