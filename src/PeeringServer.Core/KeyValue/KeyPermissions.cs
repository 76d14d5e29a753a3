using PeeringServer.Core.Acl;

namespace PeeringServer.Core.KeyValue;

/// <summary>Permissions around keys.</summary>
internal static class KeyPermissions
{
    public static AclPermission Read(string key) => new(AclResources.Key, AclPermission.Read, key);

    public static AclPermission Write(string key) => new(AclResources.Key, AclPermission.Write, key);

    /// <summary>To write every key under a prefix, which no rule for a longer one may forbid.</summary>
    public static AclPermission WriteUnder(string prefix) => new(AclResources.Key, AclPermission.WritePrefix, prefix);
}
