using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>A script of command lines on fresh clusters, with what the real program printed and returned.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Clusters">The clusters it starts.</param>
/// <param name="HasStub">Whether the commands talk to scripted bytes instead.</param>
/// <param name="HasTlsFiles">Whether certificates lie in the group's folder.</param>
/// <param name="HasBanner">Whether the banner of agents is held against the recording.</param>
/// <param name="Steps">What happens, in order; each step has what it asks for and what came of it.</param>
internal sealed record CliGroup(string Name, IReadOnlyList<CliCluster> Clusters, bool HasStub, bool HasTlsFiles, bool HasBanner, IReadOnlyList<JsonObject> Steps)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Recordings", "cli");

    /// <summary>Names of all recorded groups.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static CliGroup Read(string name)
    {
        var json = JsonText.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.json")))!.AsObject();
        return new CliGroup(
            name,
            [.. json["clusters"]!.AsObject().Select(cluster => CliCluster.Read(cluster.Key, cluster.Value!.AsObject()))],
            json["stub"]?.GetValue<bool>() ?? false,
            json["fixtures"]?.GetValue<string>() == "tls",
            json["banner"]?.GetValue<bool>() ?? false,
            [.. json["steps"]!.AsArray().Select(step => step!.AsObject())]);
    }
}
