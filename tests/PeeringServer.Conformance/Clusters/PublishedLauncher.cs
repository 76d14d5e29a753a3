using System.Net;
using System.Net.Sockets;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Starts each cluster as a process of the program at <paramref name="program"/>.</summary>
internal sealed class PublishedLauncher(string program) : IClusterLauncher
{
    public async Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        var ports = FreePorts();
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

    /// <summary>All bound at once, so that no two are the same. A configuration file cannot ask for any free port.</summary>
    private static Dictionary<string, int> FreePorts()
    {
        var held = ClusterConfiguration.PortNames.ToDictionary(name => name, _ => new TcpListener(IPAddress.Loopback, 0));
        try
        {
            foreach (var listener in held.Values)
            {
                listener.Start();
            }

            return held.ToDictionary(listener => listener.Key, listener => ((IPEndPoint)listener.Value.LocalEndpoint).Port);
        }
        finally
        {
            foreach (var listener in held.Values)
            {
                listener.Dispose();
            }
        }
    }
}
