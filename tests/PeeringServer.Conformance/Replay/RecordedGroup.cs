namespace PeeringServer.Conformance.Replay;

/// <summary>A script of exchanges on fresh clusters, with the answers of a real agent.</summary>
internal sealed record RecordedGroup(string Name, IReadOnlyList<RecordedCluster> Clusters, IReadOnlyList<RecordedStep> Steps)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Recordings", "http");

    /// <summary>Names of all recorded groups, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static RecordedGroup Read(string name)
    {
        var json = JsonText.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")))!.AsObject();
        return new RecordedGroup(
            name,
            [.. json["clusters"]!.AsObject().Select(cluster => RecordedCluster.Read(cluster.Key, cluster.Value!.AsObject()))],
            [.. json["steps"]!.AsArray().Select(step => RecordedStep.Read(step!.AsObject()))]);
    }
}
