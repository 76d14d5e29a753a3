using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Starts each cluster as a process of the program at <paramref name="program"/>.</summary>
internal sealed class PublishedLauncher(string program) : IClusterLauncher
{
    public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var ports = FreePorts.For(ClusterConfiguration.PortNames);
        foreach (var (name, port) in cluster.Ports)
        {
            ports[name] = port;
        }

        var process = new PublishedCluster(program, cluster, ports);
        try
        {
            await process.RestartAsync(cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
