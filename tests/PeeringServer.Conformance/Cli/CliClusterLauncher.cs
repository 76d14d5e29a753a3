using System.Text.Json.Nodes;
using PeeringServer.Configuration;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Cli;

/// <summary>Starts the clusters of a group of command lines in the process of the tests.</summary>
/// <param name="fill">Fills in what a configuration refers to.</param>
/// <param name="directory">A folder for configuration files.</param>
internal sealed class CliClusterLauncher(Func<JsonNode?, JsonNode?> fill, string directory)
{
    private const int FirstShownPort = 10_000;

    /// <summary>Starts a cluster.</summary>
    /// <returns>The cluster; its ports are those it listens on.</returns>
    public async Task<AgentHost> StartAsync(CliCluster cluster, int number, CancellationToken cancellationToken)
    {
        // Ports that are only shown must not be taken for those of another cluster.
        var shown = ClusterConfiguration.PortNames.Select((name, i) => KeyValuePair.Create(name, FirstShownPort + (100 * number) + i)).ToDictionary();
        var recorded = cluster.Recorded with { Extra = fill(cluster.Recorded.Extra)!.AsObject() };
        var file = Path.Combine(directory, $"agent-{cluster.Recorded.Name}.json");
        await File.WriteAllTextAsync(file, ClusterConfiguration.Create(recorded, shown, Path.Combine(directory, "data")).ToJsonString(), cancellationToken);
        var options = AgentConfiguration.Load(new ConfigRequest { Paths = [file] }).Options;
        var host = AgentHost.Create(
            options with
            {
                Ports = options.Ports with
                {
                    Http = AgentPorts.Any,
                    Https = cluster.HasHttps ? AgentPorts.Any : options.Ports.Https,
                    Server = AgentPorts.Any,
                    Grpc = AgentPorts.Any,
                    GrpcTls = AgentPorts.Any,
                },
                Cluster = options.Cluster with { DataDirectory = null },
            },
            new ErrorLog());
        await host.StartAsync(cancellationToken);
        return host;
    }
}
