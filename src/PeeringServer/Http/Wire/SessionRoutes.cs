namespace PeeringServer.Http.Wire;

/// <summary>Paths of sessions.</summary>
internal static class SessionRoutes
{
    public const string Create = "/v1/session/create";
    public const string Destroy = "/v1/session/destroy/";
    public const string Renew = "/v1/session/renew/";
    public const string Info = "/v1/session/info/";
    public const string List = "/v1/session/list";
    public const string Node = "/v1/session/node/";
}
