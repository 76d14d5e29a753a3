using System.Globalization;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Gauges of this process and of what its cluster holds.</summary>
internal static class AgentMetrics
{
    private const string Format = "yyyy-MM-dd HH:mm:ss '+0000 UTC'";

    // Values are gathered in steps of this length; the time stamp is that of the step.
    private static readonly long Step = TimeSpan.FromSeconds(10).Ticks;

    public static MetricsJson Read(ConsulRequest request)
    {
        var now = request.Cluster.Clock.GetUtcNow().UtcDateTime;
        var catalog = request.Cluster.State.Current.Catalog.Local;
        var prefix = $"consul.{request.Cluster.Options.NodeName}";
        return new MetricsJson(new DateTime(now.Ticks - (now.Ticks % Step), DateTimeKind.Utc).ToString(Format, CultureInfo.InvariantCulture),
        [
            new($"{prefix}.runtime.alloc_bytes", GC.GetTotalMemory(forceFullCollection: false)),
            new($"{prefix}.runtime.sys_bytes", Environment.WorkingSet),
            new($"{prefix}.runtime.total_gc_runs", GC.CollectionCount(0)),
            new("consul.peering", request.Cluster.State.Current.Peerings.ByName.Count),
            new("consul.state.nodes", catalog.ByNode.Count),
            new("consul.state.services", catalog.ByService.Count),
            new("consul.state.service_instances", catalog.Services.Count()),
        ]);
    }
}
