using PeeringServer.Configuration;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Starts clusters in the process of the tests, on free ports.</summary>
/// <param name="settling">After what time the node of a server is shown with all that its agent knows of it.</param>
internal sealed class InProcessLauncher(TimeSpan settling) : IClusterLauncher
{
    public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(cluster, cancellationToken);
        var errors = new ErrorLog();
        var agent = AgentHost.Create(options, errors);
        try
        {
            await agent.StartAsync(cancellationToken);
            return new InProcessCluster(cluster.Name, agent, errors);
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    private async Task<AgentOptions> OptionsAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var shown = ShownPorts(cluster.Name);
        var ports = shown.ToDictionary(port => port.Key, port => cluster.Ports.GetValueOrDefault(port.Key, port.Value));
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "config.json");
        var configuration = ClusterConfiguration.Create(cluster, ports, Path.Combine(directory.Path, "data"));
        await File.WriteAllTextAsync(file, configuration.ToJsonString(), cancellationToken);
        var options = AgentConfiguration.Load(new ConfigRequest { Paths = [file], IsDev = cluster.Dev }).Options;

        // A configuration file cannot ask for any free port, and what is kept in memory needs no directory.
        return options with
        {
            Ports = options.Ports with
            {
                Http = Free(cluster, "http"),
                Server = Free(cluster, "server"),
                Grpc = Free(cluster, "grpc"),
                GrpcTls = Free(cluster, "grpc_tls"),
            },
            Cluster = options.Cluster with { DataDirectory = null, NodeSettlingTime = settling },
        };
    }

    private static int Free(RecordedCluster cluster, string port) => cluster.Ports.GetValueOrDefault(port, AgentPorts.Any);

    /// <summary>What stands in the configuration file. For ports that are only shown any will do that no listener gets, and no other cluster of the group shows.</summary>
    private static Dictionary<string, int> ShownPorts(string name)
    {
        var first = name switch { "alpha" => 10_000, "beta" => 11_000, _ => 12_000 };
        return ClusterConfiguration.PortNames.Select((port, i) => KeyValuePair.Create(port, first + i)).ToDictionary();
    }
}
