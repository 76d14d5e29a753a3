using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>How the services registered with this agent are; the status of the answer says so too.</summary>
internal static class AgentHealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, AgentRoutes.HealthById, ByIdAsync).DescribedAs(AgentDescriptions.HealthById);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.HealthByName, ByNameAsync).DescribedAs(AgentDescriptions.HealthByName);
    }

    private static ValueTask<ConsulResponse> ByIdAsync(ConsulRequest request)
    {
        var id = request.Rest(AgentRoutes.HealthById);
        if (id.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.HealthServiceIdMissing);
        }

        AclEndpoints.RefuseEnterprise(request);
        request.Caller.RequireToken();
        var agent = request.Cluster.State.Current.Agent;
        if (!agent.Services.TryGetValue(id, out var service))
        {
            var missing = CatalogWireTexts.ServiceIdNotFound(id);
            return Answer(request, StatusCodes.Status404NotFound, missing, ConsulResponse.Json(request, AgentServiceHealthJson.Missing, static context => context.AgentServiceHealthJson));
        }

        request.Caller.Require(CatalogPermissions.ServiceRead(service.Name));
        var health = HealthOf(agent, service);
        var shown = AgentServiceHealthJson.From(health, request.Cluster.Options.Datacenter);
        return Answer(request, StatusOf(health), health.Status, ConsulResponse.Json(request, shown, static context => context.AgentServiceHealthJson));
    }

    private static ValueTask<ConsulResponse> ByNameAsync(ConsulRequest request)
    {
        var name = request.Rest(AgentRoutes.HealthByName);
        if (name.Length == 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.HealthServiceNameMissing);
        }

        AclEndpoints.RefuseEnterprise(request);
        request.Caller.Require(CatalogPermissions.ServiceRead(name));
        var agent = request.Cluster.State.Current.Agent;
        var all = agent.Services.Values.Where(service => service.Name == name).Select(service => HealthOf(agent, service)).ToList();
        var worst = all.MaxBy(StatusOf);
        var shown = all.Select(health => AgentServiceHealthJson.From(health, request.Cluster.Options.Datacenter)).ToArray();
        return Answer(
            request,
            worst is null ? StatusCodes.Status404NotFound : StatusOf(worst),
            worst?.Status ?? CatalogWireTexts.ServiceNameNotFound(name),
            ConsulResponse.Json(request, shown, static context => context.AgentServiceHealthJsonArray));
    }

    private static AgentHealth HealthOf(AgentTable agent, CatalogService service) => new(service, [.. agent.ChecksFor(service.Id)]);

    private static int StatusOf(AgentHealth health) => health.Status switch
    {
        CheckStatus.Passing => StatusCodes.Status200OK,
        CheckStatus.Warning => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    private static ValueTask<ConsulResponse> Answer(ConsulRequest request, int status, string reason, ConsulResponse answer)
    {
        request.Context.Response.Headers[ConsulHeaders.Reason] = reason;
        var isText = request.Context.Request.Headers.Accept.ToString().StartsWith(ConsulHeaders.BareText, StringComparison.Ordinal) || request.Query[CatalogParameters.Format] == "text";
        return ValueTask.FromResult(isText ? ConsulResponse.Text(status, reason) with { ContentType = ConsulHeaders.BareText } : answer with { Status = status });
    }
}
