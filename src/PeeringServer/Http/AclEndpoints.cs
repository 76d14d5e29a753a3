using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>The access control endpoints of an agent without access control.</summary>
internal static class AclEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (method, pattern) in AclRoutes.All)
        {
            routes.MapConsul(method, pattern, static _ => throw new HttpRefusalException(StatusCodes.Status401Unauthorized, ConsulTexts.AclDisabled));
        }
    }
}
