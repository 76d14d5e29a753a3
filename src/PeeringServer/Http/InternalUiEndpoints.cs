using PeeringServer.Core.Catalog;
using PeeringServer.Core.Exports;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What the web interface of a real agent asks for.</summary>
internal static class InternalUiEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.UiServices, static request => CatalogCall.RunAsync(request, ServicesAsync)).DescribedAs(CatalogDescriptions.UiServices);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.UiExportedServices, static request => CatalogCall.RunAsync(request, ExportedServicesAsync)).DescribedAs(CatalogDescriptions.UiExportedServices);
    }

    private static async ValueTask<ConsulResponse> ServicesAsync(CatalogCall call)
    {
        var datacenter = call.Request.Cluster.Options.Datacenter;
        var answer = await call.AnswerAsync(
            CatalogReads.Everything(call.Peer),
            instances => ServiceSummaryJson.From(call.Visibility.Of(instances), datacenter),
            static context => context.ServiceSummaryJsonArray).ConfigureAwait(false);
        return answer with { EffectiveConsistency = null };
    }

    /// <summary>The services that are exported to a peer, as far as the caller may see them.</summary>
    private static ValueTask<ConsulResponse> ExportedServicesAsync(CatalogCall call)
    {
        var cluster = call.Request.Cluster;
        var snapshot = cluster.State.Current;
        var catalog = snapshot.Catalog.Local;
        var instances = ExportedNames.Of(snapshot, call.Peer).SelectMany(catalog.ServicesNamed).Select(catalog.Describe);
        var summaries = ServiceSummaryJson.From(call.Visibility.Of([.. instances]), cluster.Options.Datacenter);
        return ValueTask.FromResult(ConsulResponse.Json(call.Request, summaries, static context => context.ServiceSummaryJsonArray) with { Index = 0 });
    }
}
