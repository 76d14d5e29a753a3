using System.Text.Json.Nodes;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>A transcript as one side of it is played.</summary>
/// <param name="File">Its name.</param>
internal sealed record Transcript(string File)
{
    /// <summary>The note at which playing ends, where what follows cannot be played.</summary>
    public string? Until { get; init; }

    /// <summary>Cases, by a part of their note, that go otherwise here.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Whether states over HTTP go otherwise here, and with them when heartbeats show.</summary>
    public bool WithoutStates { get; init; }

    /// <summary>Whether the times in states that are read are those recorded, too; elsewhere they follow no clock.</summary>
    public bool WithTimes { get; init; }

    /// <summary>Why not all of it is played, or not as recorded; empty where all is.</summary>
    public string Pending { get; init; } = "";

    /// <summary>The events to play, each with when it began.</summary>
    public IReadOnlyList<(int At, JsonNode Event)> Read()
    {
        var events = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recordings", File)))!["events"]!.AsArray();
        return [.. events
            .Select(static e => e!)
            .TakeWhile(e => Until is null || (string)e["kind"]! != "note" || !((string)e["text"]!).StartsWith(Until, StringComparison.Ordinal))
            .Select(static e => ((int)(e["began"] ?? e["t"])!, e))
            .OrderBy(static e => e.Item1)];
    }

    /// <summary>Whether that cluster is killed in it.</summary>
    public bool Kills(string cluster) => Read().Any(e => (string)e.Event["kind"]! == "note" && (string)e.Event["text"]! == $"{cluster} is killed");

    public bool IsSkipped(string note) => Skipped.Any(part => note.Contains(part, StringComparison.Ordinal));
}
