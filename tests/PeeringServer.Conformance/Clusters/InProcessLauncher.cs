using PeeringServer.Configuration;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Starts clusters in the process of the tests, on free ports.</summary>
internal sealed class InProcessLauncher : IClusterLauncher
{
    public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var options = Options(cluster);
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

    private static AgentOptions Options(RecordedCluster cluster)
    {
        var shown = ShownPorts(cluster.Name);
        var ports = ClusterConfiguration.PortNames.ToDictionary(name => name, name => cluster.Ports.GetValueOrDefault(name, shown.GetValueOrDefault(name, 1)));
        var configuration = ClusterConfiguration.Create(cluster, ports, dataDirectory: Path.Combine(AppContext.BaseDirectory, "rec-never-written"));
        var options = ConfigurationLoader.Load(configuration.ToJsonString(), cluster.Dev);
        return options with
        {
            Ports = options.Ports with
            {
                Http = Free(cluster, "http"),
                Server = Free(cluster, "server"),
                Grpc = Free(cluster, "grpc"),
                GrpcTls = Free(cluster, "grpc_tls"),
            },
            Cluster = options.Cluster with { DataDirectory = null },
        };
    }

    private static int Free(RecordedCluster cluster, string port) => cluster.Ports.GetValueOrDefault(port, AgentPorts.Any);

    /// <summary>Ports that are shown and not listened on: any will do that no listener gets, and that no other cluster of the group shows.</summary>
    private static Dictionary<string, int> ShownPorts(string name)
    {
        var offset = name switch { "alpha" => 10_000, "beta" => 11_000, _ => 12_000 };
        return new() { ["dns"] = offset + 600, ["serf_lan"] = offset + 301, ["serf_wan"] = offset + 302 };
    }
}
