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
        var server = new RaftServerJson
        {
            Id = cluster.Options.NodeId,
            Node = cluster.Options.NodeName,
            Address = cluster.LeaderAddress,
            LastIndex = cluster.State.Current.Index,
        };
        return ValueTask.FromResult(ConsulResponse.Json(request, new RaftConfigurationJson([server]), static context => context.RaftConfigurationJson));
    }

    private static ValueTask<ConsulResponse> AutopilotHealthAsync(ConsulRequest request)
    {
        Require(request);
        var cluster = request.Cluster;
        var server = new ServerHealthJson
        {
            Id = cluster.Options.NodeId,
            Name = cluster.Options.NodeName,
            Address = cluster.LeaderAddress,
            Version = OwnRegistration.ConsulVersion,
            LastIndex = cluster.State.Current.Index,
            StableSince = GoTime.Format(cluster.OwnNode.StartedAt),
        };
        return ValueTask.FromResult(ConsulResponse.Json(request, new AutopilotHealthJson { Servers = [server] }, static context => context.AutopilotHealthJson));
    }

    private static void Require(ConsulRequest request)
    {
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        request.Caller.Require(AclPermission.OperatorRead);
    }
}
