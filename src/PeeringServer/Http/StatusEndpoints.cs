using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Who leads: the one server there is.</summary>
internal static class StatusEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.StatusLeader, Leader).DescribedAs(ApiDescriptions.StatusLeader);
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.StatusPeers, Peers).DescribedAs(ApiDescriptions.StatusPeers);
    }

    private static ValueTask<ConsulResponse> Leader(ConsulRequest request)
    {
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        return ValueTask.FromResult(ConsulResponse.Json(request, request.Cluster.LeaderAddress, static context => context.String));
    }

    private static ValueTask<ConsulResponse> Peers(ConsulRequest request)
    {
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        return ValueTask.FromResult(ConsulResponse.Json(request, new[] { request.Cluster.LeaderAddress }, static context => context.StringArray));
    }
}
