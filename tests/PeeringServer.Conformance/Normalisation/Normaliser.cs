using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Normalisation;

/// <summary>Turns the answers of one run into those of any run, in the form of the recorded ones.</summary>
internal sealed partial class Normaliser
{
    private static readonly string[] DroppedHeaders = ["date", "content-length", "connection", "keep-alive", "server"];
    private static readonly string[] ShapeOnlyPaths = ["/v1/agent/self", "/v1/agent/metrics", "/v1/agent/host"];
    private static readonly string[] MachineFacts = ["DebugConfig", "Stats", "Gauges", "Counters", "Samples", "Points", "xDS"];

    private readonly PlaceholderNames _names;
    private readonly Dictionary<string, IndexRanks> _ranks;
    private readonly Transcript _transcript;

    private Normaliser(Transcript transcript)
    {
        _transcript = transcript;
        _names = new PlaceholderNames(transcript.Ports);
        _ranks = transcript.Steps.Where(step => step.Answer is not null && step.Step.Until is null)
            .GroupBy(ClusterOf)
            .ToDictionary(steps => steps.Key, steps => IndexRanks.Of(steps.Select(step => step.Answer!)));
    }

    /// <summary>The answers in order of the steps; null for a step without one.</summary>
    public static IReadOnlyList<JsonObject?> Normalise(Transcript transcript)
    {
        var normaliser = new Normaliser(transcript);
        return [.. transcript.Steps.Select(step => step.Answer is { } answer ? normaliser.Answer(step, answer) : null)];
    }

    /// <summary>A retry loop lists each failed try; how many fit into its time differs by run, so equal lines are kept once.</summary>
    internal static string ErrorList(string text)
    {
        if (!text.Contains("errors occurred:", StringComparison.Ordinal))
        {
            return text;
        }

        var parts = text.Split("\n\t* ");
        var lines = parts.Skip(1).Select(line => line.Trim()).Distinct();
        return Count().Replace(parts[0], "<n> ", 1) + string.Concat(lines.Select(line => "\n\t* " + line)) + "\n\n";
    }

    private JsonObject Answer(ReplayedStep step, ExchangeAnswer answer)
    {
        var ranks = step.Step.Until is not null ? IndexRanks.Unranked : _ranks[ClusterOf(step)];
        var result = new JsonObject { ["status"] = answer.Status, ["headers"] = Headers(answer, ranks) };
        if (ShapeOnlyPaths.Contains(step.Step.Path) && answer.Json is JsonObject facts)
        {
            result["shape"] = NormalisedJson.Shape(new JsonObject(
                facts.Where(fact => !MachineFacts.Contains(fact.Key)).Select(fact => KeyValuePair.Create(fact.Key, fact.Value?.DeepClone()))));
        }
        else if (answer.Json is JsonObject or JsonArray || answer.Json?.GetValueKind() == JsonValueKind.String)
        {
            result["json"] = new NormalisedJson(_names, ranks).Of(answer.Json);
            result["layout"] = Layout(answer.Text!);
        }
        else if (answer.Text is { } text)
        {
            result["text"] = ErrorList(ranks.InText(_names.Text(text)));
        }
        else
        {
            result["bodyBytes"] = Convert.ToBase64String(answer.Body).Length;
        }

        return result;
    }

    private JsonObject Headers(ExchangeAnswer answer, IndexRanks ranks)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in answer.Headers)
        {
            if (!DroppedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                headers[name] = IndexRanks.IsIndexHeader(name, value) ? ranks.Name(value) : _names.Text(value);
            }
        }

        return headers;
    }

    private string ClusterOf(ReplayedStep step) =>
        step.Step.Await is { } awaited ? _transcript.Steps.First(other => other.Step.Await is null && other.Step.Id == awaited).Step.At : step.Step.At;

    private static string Layout(string text) =>
        (text.Contains("\n    ", StringComparison.Ordinal) ? "indented-4" : "compact") + (text.EndsWith('\n') ? "+newline" : "");

    [GeneratedRegex(@"^\d+ ")]
    private static partial Regex Count();
}
