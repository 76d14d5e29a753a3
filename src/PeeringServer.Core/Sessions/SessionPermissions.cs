using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Sessions;

/// <summary>Permissions around sessions, which are divided by node.</summary>
internal static class SessionPermissions
{
    public static AclPermission Read(string node) => new(AclResources.Session, AclPermission.Read, node);

    public static AclPermission Write(string node) => new(AclResources.Session, AclPermission.Write, node);
}
