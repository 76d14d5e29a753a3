using PeeringServer.Core.Certificates;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The roots of the mesh certificate authority.</summary>
internal static class ConnectEndpoints
{
    private const string PemContentType = "application/pem-certificate-chain";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.ConnectCaRoots, RootsAsync).DescribedAs(ApiDescriptions.CaRoots);
        routes.MapConsul(HttpMethods.Get, ConsulRoutes.AgentConnectCaRoots, AgentRootsAsync).DescribedAs(ApiDescriptions.AgentCaRoots);
    }

    private static async ValueTask<ConsulResponse> RootsAsync(ConsulRequest request)
    {
        request.RefusesWithQueryHeaders = true;
        CatalogRequests.RequireDatacenter(request, request.Query[CatalogParameters.Datacenter]);
        var reading = await ReadAsync(request).ConfigureAwait(false);
        if (request.Query[ConsulParameters.Pem] is "1" or "true")
        {
            var chain = ConsulResponse.Text(StatusCodes.Status200OK, string.Concat(reading.Value.Pems));
            return chain with { ContentType = PemContentType, Index = reading.Index };
        }

        return Describe(request, reading);
    }

    /// <summary>The agent's own copy; a real agent keeps it in a cache, and says whether it had to fetch it.</summary>
    private static async ValueTask<ConsulResponse> AgentRootsAsync(ConsulRequest request)
    {
        var reading = await ReadAsync(request).ConfigureAwait(false);
        request.Context.Response.Headers[ConsulHeaders.Cache] = ConsulHeaders.CacheMiss;
        return Describe(request, reading);
    }

    private static ValueTask<Reading<CaRootsTable>> ReadAsync(ConsulRequest request)
    {
        if (!request.Cluster.Options.ConnectEnabled)
        {
            throw new HttpRefusalException(StatusCodes.Status500InternalServerError, ConsulTexts.ConnectDisabled);
        }

        return request.Cluster.Queries.RunAsync(
            Topic.CaRoots,
            ConsulQuery.Read(request),
            static snapshot => new Reading<CaRootsTable>(snapshot.CaRoots.Index, snapshot.CaRoots),
            request.Cancellation);
    }

    private static ConsulResponse Describe(ConsulRequest request, Reading<CaRootsTable> reading) =>
        ConsulResponse.Json(request, CaRootsJson.From(reading.Value, request.Cluster.TrustDomain), static context => context.CaRootsJson) with { Index = reading.Index };
}
