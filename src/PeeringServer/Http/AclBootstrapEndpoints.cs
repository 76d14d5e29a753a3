using PeeringServer.Core.Acl;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The first management token.</summary>
internal static class AclBootstrapEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapAcl(HttpMethods.Put, AclRoutes.Bootstrap, BootstrapAsync).DescribedAs(AclDescriptions.Bootstrap);

    private static async ValueTask<ConsulResponse> BootstrapAsync(ConsulRequest request)
    {
        var secret = "";
        if (request.Context.Request.ContentLength > 0)
        {
            var body = await AclBody.DecodeAsync(request, AclRequestTypes.Bootstrap, AclTexts.RequestDecodingFailed).ConfigureAwait(false);
            secret = body.GetString(AclRequestTypes.BootstrapSecret);
        }

        var token = request.Cluster.AccessControl.Bootstrap.Run(secret);
        var view = AclReader.View(request.Cluster.State.Current.Acl, token, showsSecret: true);
        return ConsulResponse.Json(request, new AclBootstrapJson(view), static context => context.AclBootstrapJson);
    }
}
