using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Normalisation;

/// <summary>Holds the answers of a run against the recorded ones: status, body, and the headers that mean something.</summary>
internal static class Comparison
{
    private static readonly string[] ComparedHeaders =
    [
        "content-type", "x-consul-index", "x-consul-knownleader", "x-consul-lastcontact", "x-consul-effective-consistency",
        "x-consul-default-acl-policy", "x-consul-query-backend", "x-consul-results-filtered-by-acls", "x-consul-reason", "allow", "vary",
        "content-encoding", "location", "access-control-allow-origin", "x-extra",
    ];

    private static readonly string[] BodyParts = ["json", "text", "shape", "layout", "bodyBytes"];


    public static IReadOnlyList<Difference> Compare(RecordedGroup group, Transcript transcript)
    {
        var answers = Normaliser.Normalise(transcript);
        return [.. group.Steps.Select((step, i) => Compare(step, transcript.Steps[i], answers[i])).OfType<Difference>()];
    }

    /// <summary>One difference after the other, as a test shows them.</summary>
    public static string Describe(IEnumerable<Difference> differences) => string.Join("\n", differences.Select(difference => difference.Description));

    private static Difference? Compare(RecordedStep step, ReplayedStep replayed, JsonObject? answer)
    {
        if (step.Response is null)
        {
            // A step without an answer (a pause, a restart) has nothing to compare, but it must have been possible.
            return replayed.Failure is { } failure ? new Difference(step.Id, $"-- {step.Id} could not be done: {failure.Message}\n") : null;
        }

        var want = Without(step.Response, step.Varies);
        var got = Without(answer ?? [], step.Varies);
        var text = new StringBuilder();
        Append(text, "status ", want["status"], got["status"]);
        Append(text, "body   ", Part(want, BodyParts.Contains), Part(got, BodyParts.Contains));
        Append(text, "headers", Headers(want), Headers(got));
        AppendOrder(text, Part(want, IsOrdered), Part(got, IsOrdered));
        if (text.Length == 0)
        {
            return null;
        }

        text.Insert(0, string.Create(CultureInfo.InvariantCulture, $"-- {step.Id}: {(step.Await is null ? step.Method : "await")} {step.Path ?? step.Await}\n"));
        if (replayed.Failure is { } reason)
        {
            text.Append(CultureInfo.InvariantCulture, $"   failed  {reason.GetType().Name}: {reason.Message}\n");
        }

        if (replayed.Answer?.GaveUpAfter is { } seen)
        {
            text.Append(CultureInfo.InvariantCulture, $"   gave up after {string.Join(" → ", seen)}\n");
        }

        return new Difference(step.Id, text.ToString());
    }

    private static void Append(StringBuilder text, string part, JsonNode? want, JsonNode? got)
    {
        if (!JsonNode.DeepEquals(want, got))
        {
            text.Append(CultureInfo.InvariantCulture, $"   {part} want {Show(want)}\n           got  {Show(got)}\n");
        }
    }

    /// <summary>The same members in another order are the same value, but not the same bytes.</summary>
    private static void AppendOrder(StringBuilder text, JsonObject want, JsonObject got)
    {
        if (JsonNode.DeepEquals(want, got) && Show(want) != Show(got))
        {
            text.Append(CultureInfo.InvariantCulture, $"   order   want {Show(want)}\n           got  {Show(got)}\n");
        }
    }

    /// <summary>A shape was recorded in the order of its names.</summary>
    private static bool IsOrdered(string part) => part == "json";

    private static string Show(JsonNode? value) => value?.ToJsonString(JsonText.Readable) ?? "nothing";

    private static JsonObject Part(JsonObject answer, Func<string, bool> isPart) =>
        new(answer.Where(member => isPart(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Headers(JsonObject answer) => new((answer["headers"] as JsonObject ?? [])
        .Select(header => KeyValuePair.Create(header.Key.ToUpperInvariant(), header.Value?.DeepClone()))
        .Where(header => ComparedHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)));

    /// <summary>A copy of the answer with every path blanked out that the real agent itself does not repeat.</summary>
    private static JsonObject Without(JsonObject answer, IReadOnlyList<string> varies)
    {
        var copy = answer.DeepClone().AsObject();
        foreach (var path in varies)
        {
            var parts = path.Split('/');
            JsonNode? at = copy;
            foreach (var part in parts[..^1])
            {
                at = at switch
                {
                    JsonArray items when Position(items, part) is { } i => items[i],
                    JsonObject members => members[part],
                    _ => null,
                };
            }

            if (at is JsonObject owner)
            {
                owner.Remove(parts[^1]);
            }
            else if (at is JsonArray list && Position(list, parts[^1]) is { } i)
            {
                list[i] = null;
            }
        }

        return copy;
    }

    private static int? Position(JsonArray items, string part) =>
        int.TryParse(part, CultureInfo.InvariantCulture, out var i) && i < items.Count ? i : null;
}
