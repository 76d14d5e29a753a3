using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The agent itself: what it is, and its end.</summary>
internal static class AgentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Self, SelfAsync).DescribedAs(AgentDescriptions.Self);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Members, MembersAsync).DescribedAs(AgentDescriptions.Members);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Version, VersionAsync).DescribedAs(AgentDescriptions.Version);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Metrics, MetricsAsync).DescribedAs(AgentDescriptions.Metrics);
        routes.MapConsul(HttpMethods.Get, AgentRoutes.Host, HostAsync).DescribedAs(AgentDescriptions.Host);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.Reload, Reload).DescribedAs(AgentDescriptions.Reload);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.Leave, LeaveAsync).DescribedAs(AgentDescriptions.Leave);
        routes.MapConsul(HttpMethods.Put, AgentRoutes.ForceLeave, ForceLeaveAsync).DescribedAs(AgentDescriptions.ForceLeave);
    }

    private static ValueTask<ConsulResponse> SelfAsync(ConsulRequest request)
    {
        RequireRead(request);
        return ValueTask.FromResult(ConsulResponse.Json(request, AgentFacts.Self(request), static context => context.AgentSelfJson));
    }

    private static ValueTask<ConsulResponse> MembersAsync(ConsulRequest request)
    {
        AclEndpoints.RefuseEnterprise(request);
        request.Caller.RequireToken();
        var isWide = request.Query[CatalogParameters.Wan].Length > 0;
        var segment = request.Query[CatalogParameters.Segment];
        if (isWide && segment is not ("" or "_all"))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.SegmentOfWan);
        }

        if (segment is not ("" or "_all"))
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogWireTexts.NoSegments);
        }

        var filter = CatalogRequests.Filter(request, MemberJson.Filter);
        var member = AgentFacts.Member(request);
        var options = request.Cluster.Options;
        var shown = isWide ? member with { Name = $"{options.NodeName}.{options.Datacenter}", Port = request.Options.Ports.SerfWan } : member;
        MemberJson[] members = new CatalogVisibility(request.Caller).Allows(CatalogPermissions.NodeRead(options.NodeName)) && filter.Accepts(shown) ? [shown] : [];
        return ValueTask.FromResult(ConsulResponse.Json(request, members, static context => context.MemberJsonArray));
    }

    /// <summary>Of what the agent runs, anybody may know.</summary>
    private static ValueTask<ConsulResponse> VersionAsync(ConsulRequest request) =>
        ValueTask.FromResult(ConsulResponse.Json(request, new AgentVersionJson("", AgentFacts.BuildDate, OwnRegistration.ConsulVersion, ""), static context => context.AgentVersionJson));

    private static ValueTask<ConsulResponse> MetricsAsync(ConsulRequest request)
    {
        RequireRead(request);
        return ValueTask.FromResult(AgentMetrics.Answer(request));
    }

    private static ValueTask<ConsulResponse> HostAsync(ConsulRequest request)
    {
        request.Caller.Require(AclPermission.OperatorRead);
        return ValueTask.FromResult(ConsulResponse.Json(request, HostFacts.Read(request.Cluster.Clock), static context => context.HostJson));
    }

    private static ValueTask<ConsulResponse> Reload(ConsulRequest request)
    {
        request.Caller.Require(CatalogPermissions.AgentWrite(request.Cluster.Options.NodeName));
        request.Cluster.Lifetime.Reload();
        return ValueTask.FromResult(ConsulResponse.Empty);
    }

    private static ValueTask<ConsulResponse> LeaveAsync(ConsulRequest request)
    {
        request.Caller.Require(CatalogPermissions.AgentWrite(request.Cluster.Options.NodeName));
        // The end waits for this answer to be out.
        request.Context.Response.OnCompleted(() =>
        {
            request.Cluster.Lifetime.Leave();
            return Task.CompletedTask;
        });
        return ValueTask.FromResult(ConsulResponse.Empty);
    }

    /// <summary>The one member there is cannot be forced out: it is alive.</summary>
    private static ValueTask<ConsulResponse> ForceLeaveAsync(ConsulRequest request)
    {
        request.Caller.Require(AclPermission.OperatorWrite);
        var name = request.Rest(AgentRoutes.ForceLeave);
        return name == request.Cluster.Options.NodeName
            ? ValueTask.FromResult(ConsulResponse.Empty)
            : throw new RefusalException(RefusalKind.Invalid, CatalogWireTexts.NoSuchMember(name));
    }

    private static void RequireRead(ConsulRequest request) => request.Caller.Require(CatalogPermissions.AgentRead(request.Cluster.Options.NodeName));
}
