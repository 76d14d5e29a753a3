using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Cli;

/// <summary>A cluster of a group of command lines.</summary>
/// <param name="Recorded">What its configuration adds.</param>
/// <param name="HasHttps">Whether it listens for HTTPS, too.</param>
internal sealed record CliCluster(RecordedCluster Recorded, bool HasHttps)
{
    public static CliCluster Read(string name, JsonObject json) =>
        new(RecordedCluster.Read(name, json), json["addPorts"]?.AsArray().Any(port => port!.GetValue<string>() == "https") ?? false);
}
