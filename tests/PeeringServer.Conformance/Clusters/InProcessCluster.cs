using System.Net;

namespace PeeringServer.Conformance.Clusters;

/// <summary>A cluster in the process of the tests, in memory only.</summary>
internal sealed class InProcessCluster(string name, AgentHost agent, ErrorLog errors) : IClusterUnderTest
{
    public string Name => name;

    public IPEndPoint Http => new(IPAddress.Loopback, agent.BoundPorts.Http);

    public IReadOnlyDictionary<string, int> Ports => new Dictionary<string, int>
    {
        ["http"] = agent.BoundPorts.Http,
        ["dns"] = agent.BoundPorts.Dns,
        ["serf_lan"] = agent.BoundPorts.SerfLan,
        ["serf_wan"] = agent.BoundPorts.SerfWan,
        ["server"] = agent.BoundPorts.Server,
        ["grpc"] = agent.BoundPorts.Grpc,
        ["grpc_tls"] = agent.BoundPorts.GrpcTls,
    };

    public ulong? StateIndex => agent.Cluster.State.Current.Index;

    public IReadOnlyList<string> LoggedErrors => errors.Entries;

    public Task KillAsync(CancellationToken cancellationToken) => throw new NotSupportedException("Only a process of its own can end without warning.");

    public Task RestartAsync(CancellationToken cancellationToken) => throw new NotSupportedException("A cluster in memory has nothing to start again from.");

    public ValueTask DisposeAsync() => agent.DisposeAsync();
}
