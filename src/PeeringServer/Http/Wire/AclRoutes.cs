namespace PeeringServer.Http.Wire;

/// <summary>Consul's access control paths.</summary>
internal static class AclRoutes
{
    public const string Bootstrap = "/v1/acl/bootstrap";
    public const string Policies = "/v1/acl/policies";
    public const string Policy = "/v1/acl/policy";
    public const string PolicyById = "/v1/acl/policy/";
    public const string PolicyByName = "/v1/acl/policy/name/";
    public const string Tokens = "/v1/acl/tokens";
    public const string Token = "/v1/acl/token";
    public const string TokenSelf = "/v1/acl/token/self";
    public const string TokenById = "/v1/acl/token/";
    public const string Authorize = "/v1/internal/acl/authorize";
}
