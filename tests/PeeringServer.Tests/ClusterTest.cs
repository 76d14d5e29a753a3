using PeeringServer.Configuration;
using PeeringServer.Testing;

namespace PeeringServer.Tests;

/// <summary>Tests against one cluster of their own; at the end nothing may have been logged as an error.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly List<ConsulCluster> _clusters = [];

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.DisposeAsync();
            cluster.Errors.Should().BeEmpty();
        }
    }

    protected async Task<ConsulCluster> StartAsync(Func<AgentOptions, AgentOptions>? configure = null, TimeProvider? clock = null)
    {
        var cluster = await ConsulCluster.StartAsync(configure, clock).WaitAsync(Deadline);
        _clusters.Add(cluster);
        return cluster;
    }
}
