using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What operators ask of the servers: there is one, it leads, and it is well.</summary>
internal static class OperatorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.RaftConfiguration, RaftConfigurationAsync).DescribedAs(CatalogDescriptions.RaftConfiguration);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.AutopilotHealth, AutopilotHealthAsync).DescribedAs(CatalogDescriptions.AutopilotHealth);
    }

    private static ValueTask<ConsulResponse> RaftConfigurationAsync(ConsulRequest request)
    {
        Require(request);
        var cluster = request.Cluster;
        var server = new RaftServerJson(cluster.Options.NodeId, cluster.Options.NodeName, cluster.LeaderAddress, cluster.State.Current.Index);
        return ValueTask.FromResult(ConsulResponse.Json(request, new RaftConfigurationJson([server]), static context => context.RaftConfigurationJson));
    }

    private static ValueTask<ConsulResponse> AutopilotHealthAsync(ConsulRequest request)
    {
        Require(request);
        var cluster = request.Cluster;
        var server = new ServerHealthJson(
            cluster.Options.NodeId,
            cluster.Options.NodeName,
            cluster.LeaderAddress,
            OwnRegistration.ConsulVersion,
            cluster.State.Current.Index,
            GoTime.Format(cluster.OwnNode.StartedAt));
        return ValueTask.FromResult(ConsulResponse.Json(request, new AutopilotHealthJson([server]), static context => context.AutopilotHealthJson));
    }

    private static void Require(ConsulRequest request)
    {
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        request.Caller.Require(AclPermission.OperatorRead);
    }
}
