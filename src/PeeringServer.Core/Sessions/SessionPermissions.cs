using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Sessions;

/// <summary>Permissions around sessions, which are divided by node.</summary>
internal static class SessionPermissions
{
    private const string Resource = "session";

    public static AclPermission Read(string node) => new(Resource, "read", node);

    public static AclPermission Write(string node) => new(Resource, "write", node);
}
