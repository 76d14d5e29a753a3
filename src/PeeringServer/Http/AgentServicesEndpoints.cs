using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Services registered with this agent.</summary>
internal static class AgentServicesEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Services, ListAsync).DescribedAs(AgentDescriptions.Services);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Service, ReadAsync).DescribedAs(AgentDescriptions.Service);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.ServiceRegister, RegisterAsync).DescribedAs(AgentDescriptions.ServiceRegister);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.ServiceDeregister, DeregisterAsync).DescribedAs(AgentDescriptions.ServiceDeregister);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.ServiceMaintenance, MaintenanceAsync).DescribedAs(AgentDescriptions.ServiceMaintenance);
    }

    private static ValueTask<ConsulResponse> ListAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Caller.RequireToken();
        var filter = CatalogRequests.Filter(request, FilterShapes.Service);
        var visibility = new CatalogVisibility(request.Caller);
        var services = visibility.OfNames(filter.Of([.. request.Cluster.State.Current.Agent.Services.Values]));
        var shown = services.ToDictionary(static service => service.Id, service => AgentServiceJson.From(service, request.Cluster.Options.Datacenter));
        return ValueTask.FromResult(ConsulResponse.Json(request, shown, static context => context.DictionaryStringAgentServiceJson));
    }

    private static async ValueTask<ConsulResponse> ReadAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        var id = request.Rest(AgentRoutes.Service);
        var found = await AgentServiceWatch.ReadAsync(request, id).ConfigureAwait(false) is { } service
            ? AgentServiceWatch.Describe(request, service)
            : throw new HttpRefusalException(StatusCodes.Status404NotFound, CatalogWireTexts.UnknownServiceId(id));
        request.Caller.Require(CatalogPermissions.ServiceRead(found.Service));
        request.Context.Response.Headers[ConsulHeaders.ContentHash] = found.ContentHash;
        return ConsulResponse.Json(request, found, static context => context.AgentServiceJson);
    }

    private static async ValueTask<ConsulResponse> RegisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        var body = await CatalogRequests.DecodeAsync(request, AgentRequestTypes.Service).ConfigureAwait(false);
        var service = AgentBodies.ServiceRequest(body);
        if (AgentRules.FaultOf(service) is { } fault)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, fault);
        }

        var replaces = request.Query.Has(CatalogParameters.ReplaceExistingChecks) && request.Query[CatalogParameters.ReplaceExistingChecks] is "" or "true";
        request.Cluster.Agent.RegisterService(service, replaces, request.Caller);
        return ConsulResponse.Empty;
    }

    private static ValueTask<ConsulResponse> DeregisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Cluster.Agent.DeregisterService(request.Rest(AgentRoutes.ServiceDeregister), request.Caller);
        return ValueTask.FromResult(ConsulResponse.Empty);
    }

    private static ValueTask<ConsulResponse> MaintenanceAsync(ConsulRequest request)
    {
        var id = request.Rest(AgentRoutes.ServiceMaintenance);
        if (id.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.AgentServiceIdMissing);
        }

        var reason = CatalogRequests.MaintenanceReason(request);
        AclEndpoints.RefuseEnterprise(request);
        request.Cluster.Agent.SetServiceMaintenance(id, reason, request.Caller);
        return ValueTask.FromResult(ConsulResponse.Empty);
    }
}
