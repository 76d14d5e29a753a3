namespace PeeringServer.Http.Wire;

/// <summary>Names of query parameters that only access control has.</summary>
internal static class AclParameters
{
    public const string Namespace = "ns";
    public const string Expanded = "expanded";
    public const string Policy = "policy";
    public const string Role = "role";
    public const string AuthMethod = "authmethod";
    public const string ServiceName = "servicename";
}
