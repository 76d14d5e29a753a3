using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What the access control endpoints have in common.</summary>
internal static class AclEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        AclBootstrapEndpoints.Map(routes);
        AclPolicyEndpoints.Map(routes);
        AclTokenEndpoints.Map(routes);
        AclAuthorizeEndpoints.Map(routes);
    }

    /// <summary>Maps a route that an agent without access control refuses.</summary>
    public static IEndpointConventionBuilder MapAcl(this IEndpointRouteBuilder routes, string method, string pattern, ConsulHandler handler, string rest = "id") =>
        routes.MapConsul(
            method,
            pattern,
            request => request.Cluster.Options.Acl.Enabled ? handler(request) : throw new HttpRefusalException(StatusCodes.Status401Unauthorized, AclTexts.Disabled),
            rest);

    /// <summary>Runs a query. A wrong parameter ends it before it is asked, unlike the peering endpoints' queries.</summary>
    public static ValueTask<ConsulResponse> QueryAsync(ConsulRequest request, Func<QueryOptions, ValueTask<ConsulResponse>> read)
    {
        var query = ConsulQuery.Read(request);
        if (request.ParameterFault is not null)
        {
            return ValueTask.FromResult(ConsulResponse.Empty);
        }

        RefuseEnterprise(request);
        request.RefusesWithQueryHeaders = true;
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        return read(query);
    }

    /// <summary>Deletes something. A caller whom nobody knows is told the same as one who names something that nobody knows: the words are alike.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="delete">Says whether there was anything to delete.</param>
    /// <param name="missing">The refusal where there was not.</param>
    public static ConsulResponse Delete(ConsulRequest request, Func<bool> delete, string missing)
    {
        bool isDeleted;
        try
        {
            isDeleted = delete();
        }
        catch (RefusalException refusal) when (refusal.Message.Contains(AclConstants.NotFound, StringComparison.Ordinal))
        {
            isDeleted = false;
        }

        return isDeleted
            ? ConsulResponse.Json(request, true, static context => context.Boolean)
            : throw new HttpRefusalException(StatusCodes.Status404NotFound, missing);
    }

    /// <exception cref="HttpRefusalException">The request names a namespace or an admin partition; there are none in the community edition.</exception>
    public static void RefuseEnterprise(ConsulRequest request)
    {
        if (!string.IsNullOrEmpty(request.Context.Request.Headers[ConsulHeaders.Namespace]))
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.NamespaceHeader);
        }

        if (request.Query[AclParameters.Namespace].Length > 0)
        {
            throw new HttpRefusalException(StatusCodes.Status400BadRequest, AclTexts.NamespaceParameter);
        }

        request.RefusePartition();
    }
}
