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

    /// <summary>Nothing is exported as long as nothing says so.</summary>
    private static ValueTask<ConsulResponse> ExportedServicesAsync(CatalogCall call) =>
        ValueTask.FromResult(ConsulResponse.Json(call.Request, Array.Empty<ServiceSummaryJson>(), static context => context.ServiceSummaryJsonArray) with { Index = 0 });
}
