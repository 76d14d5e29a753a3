using System.Globalization;
using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Gauges of this process and of what its cluster holds.</summary>
internal static class AgentMetrics
{
    private const string Prometheus = "prometheus";
    private const string Format = "yyyy-MM-dd HH:mm:ss '+0000 UTC'";

    // Values are gathered in steps of this length; the time stamp is that of the step.
    private static readonly long Step = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>The gauges in the form that the client asks for.</summary>
    /// <exception cref="HttpRefusalException">It asks for Prometheus's, which the configuration has not switched on.</exception>
    public static ConsulResponse Answer(ConsulRequest request)
    {
        if (!WantsPrometheus(request))
        {
            return ConsulResponse.Json(request, Read(request), static context => context.MetricsJson);
        }

        return request.Options.PrometheusRetentionTime > TimeSpan.Zero
            ? ConsulResponse.Text(StatusCodes.Status200OK, PrometheusText.Of(Read(request).Gauges)) with { ContentType = PrometheusText.ContentType }
            : ConsulResponse.Text(StatusCodes.Status415UnsupportedMediaType, CatalogWireTexts.PrometheusDisabled) with { ContentType = ConsulHeaders.BareText };
    }

    private static bool WantsPrometheus(ConsulRequest request) =>
        request.Query[CatalogParameters.Format] == Prometheus
            || request.Context.Request.Headers.Accept.SelectMany(static value => (value ?? "").Split(',')).Any(PrometheusText.IsAcceptedBy);

    private static MetricsJson Read(ConsulRequest request)
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
            .. request.Cluster.State.Current.Peerings.ByName.Values.SelectMany(peering => OfStream(request.Cluster, peering)),
            new("consul.state.nodes", catalog.ByNode.Count),
            new("consul.state.services", catalog.ByService.Count),
            new("consul.state.service_instances", catalog.Services.Count()),
        ]);
    }

    /// <summary>Of a peering that has, or had, a stream.</summary>
    private static IEnumerable<GaugeJson> OfStream(Cluster cluster, Peering peering)
    {
        if (cluster.Streams.Find(peering.Id) is not { } stream)
        {
            return [];
        }

        var labels = new Dictionary<string, string> { ["peer_name"] = peering.Name, ["peer_id"] = peering.Id };
        return
        [
            new("consul.peering.exported_services", stream.ExportedServices.Length) { Labels = labels },
            new("consul.peering.healthy", stream.Connected ? 1 : 0) { Labels = labels },
        ];
    }
}
