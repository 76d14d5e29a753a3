using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Who leads: the one server there is.</summary>
internal static class StatusEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.StatusLeader, static request =>
            ValueTask.FromResult(ConsulResponse.Json(request, request.Cluster.LeaderAddress, static context => context.String))).DescribedAs(ApiDescriptions.StatusLeader);
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.StatusPeers, static request =>
            ValueTask.FromResult(ConsulResponse.Json(request, new[] { request.Cluster.LeaderAddress }, static context => context.StringArray))).DescribedAs(ApiDescriptions.StatusPeers);
    }
}
