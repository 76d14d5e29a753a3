using System.Text.Json.Nodes;

namespace PeeringServer.Peerstream.Tests.Messages;

/// <summary>Every message of the recordings that names its type.</summary>
internal static class RecordedMessages
{
    public const string SamplesFile = "samples.json";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Recordings");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public static IEnumerable<RecordedMessage> Read(string file)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;
        var entries = document as JsonArray ?? document["events"]!.AsArray();
        for (var line = 0; line < entries.Count; line++)
        {
            var entry = entries[line]!;
            var isMessage = file == SamplesFile || (string?)entry["kind"] == "message";

            // Calls that are refused by their path alone were made with messages of no type.
            if (isMessage && (string?)entry["type"] is { Length: > 0 } type)
            {
                yield return new RecordedMessage(file, line, type, Convert.FromHexString((string)entry["hex"]!), entry["decoded"]!);
            }
        }
    }
}
