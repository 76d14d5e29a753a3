using PeeringServer.Core.Catalog;
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

    /// <summary>The services that are exported to a peer, as far as the caller may see them: their names, and nothing of their instances.</summary>
    private static async ValueTask<ConsulResponse> ExportedServicesAsync(CatalogCall call)
    {
        var (request, cluster) = (call.Request, call.Request.Cluster);
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        var reading = await cluster.Exports.NamesAsync(call.Peer, call.Options, request.Caller, request.Cancellation).ConfigureAwait(false);
        var summaries = reading.Value.Select(name => ServiceSummaryJson.Named(name, cluster.Options.Datacenter)).ToArray();
        return request.Of(reading, ConsulResponse.Json(request, summaries, static context => context.ServiceSummaryJsonArray));
    }
}
