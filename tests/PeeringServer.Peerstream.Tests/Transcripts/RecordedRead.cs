using System.Globalization;
using System.Text.Json.Nodes;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>A peering as it was read, in the form in which two are compared.</summary>
internal static class RecordedRead
{
    private const string Never = "0001-01-01T00:00:00Z";

    /// <summary>Without indexes, which count what else was written; of times, whether they are there.</summary>
    public static JsonNode? WithoutTimes(JsonNode? peering)
    {
        var copy = peering?.DeepClone();
        copy?.AsObject().Remove("CreateIndex");
        copy?.AsObject().Remove("ModifyIndex");
        foreach (var (name, value) in (copy?["StreamStatus"]?.AsObject() ?? []).ToList())
        {
            if (value is JsonValue && (string)value! != Never)
            {
                copy!["StreamStatus"]![name] = "a time";
            }
        }

        return copy;
    }

    /// <summary>Which of the recorded times, given as what had passed since the start, the ones read are not close to.</summary>
    public static string? TimeDifference(JsonNode recorded, JsonNode? read, DateTimeOffset start, TimeSpan tolerance)
    {
        foreach (var (name, value) in recorded.AsObject())
        {
            if (value is JsonValue && (string)value! is ['<', ..] text)
            {
                var expected = start + TimeSpan.FromMilliseconds(int.Parse(text["<time +".Length..^"ms>".Length], CultureInfo.InvariantCulture));
                if (read?[name] is not JsonValue time || (time.GetValue<DateTimeOffset>() - expected).Duration() > tolerance)
                {
                    return $"{name} is {read?[name]}, recorded {expected:O}";
                }
            }
        }

        return null;
    }
}
