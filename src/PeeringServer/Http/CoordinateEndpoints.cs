using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Network coordinates. A lone server has nobody to measure against, so that all of them are where they start from.</summary>
internal static class CoordinateEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.CoordinateDatacenters, DatacentersAsync).DescribedAs(CatalogDescriptions.CoordinateDatacenters);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.CoordinateNodes, static request => CatalogCall.RunAsync(request, NodesAsync)).DescribedAs(CatalogDescriptions.CoordinateNodes);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.CoordinateNode, static request => CatalogCall.RunAsync(request, NodeAsync)).DescribedAs(CatalogDescriptions.CoordinateNode);
    }

    private static ValueTask<ConsulResponse> DatacentersAsync(ConsulRequest request)
    {
        var options = request.Cluster.Options;
        var map = new DatacenterCoordinatesJson(options.Datacenter, "wan", [new NodeCoordinateJson($"{options.NodeName}.{options.Datacenter}", "", CoordinateJson.Origin)]);
        return ValueTask.FromResult(ConsulResponse.Json(request, new[] { map }, static context => context.DatacenterCoordinatesJsonArray));
    }

    private static ValueTask<ConsulResponse> NodesAsync(CatalogCall call) => ReadAsync(call, static _ => true);

    private static async ValueTask<ConsulResponse> NodeAsync(CatalogCall call)
    {
        var name = call.Request.Rest(CatalogRoutes.CoordinateNode);
        call.Request.Caller.Require(CatalogPermissions.NodeRead(name));
        var isKnown = false;
        var answer = await ReadAsync(call, node => node == name && (isKnown = true)).ConfigureAwait(false);
        return isKnown ? answer : answer with { Status = StatusCodes.Status404NotFound, ContentType = null, Body = default };
    }

    private static async ValueTask<ConsulResponse> ReadAsync(CatalogCall call, Predicate<string> isWanted)
    {
        var query = call.Request.Query;
        var isShown = !query.Has(CatalogParameters.Segment) || query[CatalogParameters.Segment].Length == 0;
        var answer = await call.AnswerAsync(
            CatalogReads.Coordinates(),
            nodes => nodes.Where(node => isShown && isWanted(node) && call.Visibility.Allows(CatalogPermissions.NodeRead(node)))
                .Select(static node => new NodeCoordinateJson(node, "", CoordinateJson.Origin)).ToArray(),
            static context => context.NodeCoordinateJsonArray).ConfigureAwait(false);
        return answer with { EffectiveConsistency = null };
    }
}
