namespace PeeringServer.Core.Acl;

/// <summary>Consul's names of what rules are about.</summary>
internal static class AclResources
{
    public const string Acl = "acl";
    public const string Agent = "agent";
    public const string Event = "event";
    public const string Identity = "identity";
    public const string Intention = "intention";
    public const string Key = "key";
    public const string Keyring = "keyring";
    public const string Mesh = "mesh";
    public const string Node = "node";
    public const string Operator = "operator";
    public const string Peering = "peering";
    public const string Query = "query";
    public const string Service = "service";
    public const string Session = "session";
}
