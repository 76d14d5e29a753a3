using PeeringServer.Core.Acl;

namespace PeeringServer.Core.KeyValue;

/// <summary>Permissions around keys.</summary>
internal static class KeyPermissions
{
    private const string Resource = "key";

    public static AclPermission Read(string key) => new(Resource, "read", key);

    public static AclPermission Write(string key) => new(Resource, "write", key);

    /// <summary>To write every key under a prefix, which no rule for a longer one may forbid.</summary>
    public static AclPermission WriteUnder(string prefix) => new(Resource, "write-prefix", prefix);
}
