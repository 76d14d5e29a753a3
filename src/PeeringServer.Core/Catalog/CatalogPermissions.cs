using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Catalog;

/// <summary>Permissions that the catalog and the agent's own endpoints ask for.</summary>
internal static class CatalogPermissions
{
    public static AclPermission NodeRead(string node) => new("node", "read", node);

    public static AclPermission NodeWrite(string node) => new("node", "write", node);

    public static AclPermission ServiceRead(string service) => new("service", "read", service);

    public static AclPermission ServiceWrite(string service) => new("service", "write", service);

    public static AclPermission AgentRead(string node) => new("agent", "read", node);

    public static AclPermission AgentWrite(string node) => new("agent", "write", node);

    public static AclPermission OperatorRead { get; } = new("operator", "read");

    public static AclPermission OperatorWrite { get; } = new("operator", "write");

    /// <summary>Who may write a node may remove anything from it; others need the permission for what they remove.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public static void RequireRemoval(CatalogDeregistration deregistration, PeerCatalog catalog, IAuthorizer caller)
    {
        var visibility = new CatalogVisibility(caller);
        if (visibility.Allows(NodeWrite(deregistration.Node)))
        {
            return;
        }

        if (deregistration.ServiceId.Length > 0)
        {
            var service = catalog.FindService(deregistration.Node, deregistration.ServiceId)
                ?? throw new RefusalException(RefusalKind.Invalid, $"Unknown service ID '{deregistration.ServiceId}'");
            caller.Require(ServiceWrite(service.Name));
        }
        else if (deregistration.CheckId.Length > 0)
        {
            var check = catalog.FindCheck(deregistration.Node, deregistration.CheckId)
                ?? throw new RefusalException(RefusalKind.Invalid, $"Unknown check ID '{deregistration.CheckId}'");
            caller.Require(check.ServiceId.Length > 0 ? ServiceWrite(check.ServiceName) : NodeWrite(deregistration.Node));
        }
        else
        {
            caller.Require(NodeWrite(deregistration.Node));
        }
    }
}
