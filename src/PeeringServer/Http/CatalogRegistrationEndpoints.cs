using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Registers in the catalog, and removes from it.</summary>
internal static class CatalogRegistrationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Put, CatalogRoutes.Register, RegisterAsync).DescribedAs(CatalogDescriptions.Register);
        routes.MapConsul(HttpMethods.Put, CatalogRoutes.Deregister, DeregisterAsync).DescribedAs(CatalogDescriptions.Deregister);
    }

    private static async ValueTask<ConsulResponse> RegisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        var body = await CatalogRequests.DecodeAsync(request, CatalogRequestTypes.Register).ConfigureAwait(false);
        CatalogBodies.RefusePeerName(body);
        CatalogRequests.RequireDatacenter(request, body.GetString(CatalogRequestTypes.Datacenter));
        request.Cluster.Catalog.Register(CatalogBodies.Registration(body, request.Cluster.Options.Datacenter), request.Caller);
        return ConsulResponse.Json(request, true, static context => context.Boolean);
    }

    private static async ValueTask<ConsulResponse> DeregisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        var body = await CatalogRequests.DecodeAsync(request, CatalogRequestTypes.Deregister).ConfigureAwait(false);
        CatalogRequests.RequireDatacenter(request, body.GetString(CatalogRequestTypes.Datacenter));
        request.Cluster.Catalog.Deregister(CatalogBodies.Deregistration(body), request.Caller);
        return ConsulResponse.Json(request, true, static context => context.Boolean);
    }
}
