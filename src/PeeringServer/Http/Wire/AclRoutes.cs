namespace PeeringServer.Http.Wire;

/// <summary>Consul's access control paths.</summary>
internal static class AclRoutes
{
    public const string Bootstrap = "/v1/acl/bootstrap";
    public const string Policies = "/v1/acl/policies";
    public const string Policy = "/v1/acl/policy";
    public const string PolicyById = "/v1/acl/policy/";
    public const string Tokens = "/v1/acl/tokens";
    public const string Token = "/v1/acl/token";
    public const string TokenSelf = "/v1/acl/token/self";
    public const string TokenById = "/v1/acl/token/";
    public const string Authorize = "/v1/internal/acl/authorize";

    /// <summary>Every route with its methods, in the order in which they are told to clients.</summary>
    public static readonly (string Method, string Pattern)[] All =
    [
        (HttpMethods.Put, Bootstrap),
        (HttpMethods.Get, Policies),
        (HttpMethods.Put, Policy),
        (HttpMethods.Get, PolicyById),
        (HttpMethods.Put, PolicyById),
        (HttpMethods.Delete, PolicyById),
        (HttpMethods.Get, Tokens),
        (HttpMethods.Put, Token),
        (HttpMethods.Get, TokenSelf),
        (HttpMethods.Get, TokenById),
        (HttpMethods.Put, TokenById),
        (HttpMethods.Delete, TokenById),
        (HttpMethods.Post, Authorize),
    ];
}
