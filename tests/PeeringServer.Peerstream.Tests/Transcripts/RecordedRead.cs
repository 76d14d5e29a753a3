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
}
