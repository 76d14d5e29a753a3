using System.Text.Json;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>Suites that start an agent on its usual ports get free ones here: somebody may be using those, and tests run side by side.</summary>
internal static class LaunchPorts
{
    /// <summary>Name of the file that says so, beside the suite's own.</summary>
    public const string File = "ports.json";

    private static readonly string[] Names = ["http", "grpc", "grpc_tls", "server", "serf_lan", "serf_wan", "dns"];

    /// <summary>Writes it, and returns the port for HTTP.</summary>
    public static async Task<int> WriteAsync(TemporaryDirectory folder)
    {
        var ports = FreePorts.For(Names);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.Path, File), JsonSerializer.Serialize(new { ports }));
        return ports["http"];
    }
}
