using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Checks registered with this agent, and reports for them.</summary>
internal static class AgentChecksEndpoints
{
    /// <summary>What is kept of a report, in bytes.</summary>
    private const int MaxOutput = 4096;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Checks, ListAsync).DescribedAs(AgentDescriptions.Checks);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckRegister, RegisterAsync).DescribedAs(AgentDescriptions.CheckRegister);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckDeregister, DeregisterAsync).DescribedAs(AgentDescriptions.CheckDeregister);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckPass, static request => Report(request, AgentRoutes.CheckPass, CheckStatus.Passing)).DescribedAs(AgentDescriptions.CheckPass);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckWarn, static request => Report(request, AgentRoutes.CheckWarn, CheckStatus.Warning)).DescribedAs(AgentDescriptions.CheckWarn);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckFail, static request => Report(request, AgentRoutes.CheckFail, CheckStatus.Critical)).DescribedAs(AgentDescriptions.CheckFail);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.CheckUpdate, UpdateAsync).DescribedAs(AgentDescriptions.CheckUpdate);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.Maintenance, MaintenanceAsync).DescribedAs(AgentDescriptions.Maintenance);
    }

    private static ValueTask<ConsulResponse> ListAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Caller.RequireToken();
        var filter = CatalogRequests.Filter(request, FilterShapes.Check);
        var checks = filter.Of([.. request.Cluster.State.Current.Agent.Checks.Values.Select(static check => check.Check)]);
        var shown = new CatalogVisibility(request.Caller).Of(checks).ToDictionary(static check => check.Id, HealthCheckJson.From);
        return ValueTask.FromResult(ConsulResponse.Json(request, shown, static context => context.DictionaryStringHealthCheckJson));
    }

    private static async ValueTask<ConsulResponse> RegisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        var body = await CatalogRequests.DecodeAsync(request, AgentRequestTypes.Check).ConfigureAwait(false);
        var check = AgentBodies.CheckAlone(body);
        if (AgentRules.FaultOf(check) is { } fault)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, fault);
        }

        request.Cluster.Agent.RegisterCheck(check, request.Caller);
        return ConsulResponse.Empty;
    }

    private static ValueTask<ConsulResponse> DeregisterAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Cluster.Agent.DeregisterCheck(request.Rest(AgentRoutes.CheckDeregister), request.Caller);
        return ValueTask.FromResult(ConsulResponse.Empty);
    }

    private static ValueTask<ConsulResponse> Report(ConsulRequest request, string route, string status)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Cluster.Agent.Report(request.Rest(route), status, request.Query[CatalogParameters.Note], request.Caller);
        return ValueTask.FromResult(ConsulResponse.Empty);
    }

    private static async ValueTask<ConsulResponse> UpdateAsync(ConsulRequest request)
    {
        var body = await CatalogRequests.DecodeAsync(request, AgentRequestTypes.CheckUpdate).ConfigureAwait(false);
        var (status, output) = (body.GetString("Status"), body.GetString("Output"));
        if (!CheckStatus.IsKnown(status))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.InvalidCheckStatus(status));
        }

        AclEndpoints.RefuseEnterprise(request);
        var kept = output.Length > MaxOutput ? $"{output[..MaxOutput]} ... (captured {MaxOutput} of {output.Length} bytes)" : output;
        request.Cluster.Agent.Report(request.Rest(AgentRoutes.CheckUpdate), status, kept, request.Caller);
        return ConsulResponse.Empty;
    }

    private static ValueTask<ConsulResponse> MaintenanceAsync(ConsulRequest request)
    {
        request.Cluster.Agent.SetNodeMaintenance(CatalogRequests.MaintenanceReason(request), request.Caller);
        return ValueTask.FromResult(ConsulResponse.Empty);
    }
}
