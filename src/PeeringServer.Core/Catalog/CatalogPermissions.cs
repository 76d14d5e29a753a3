using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Catalog;

/// <summary>Permissions that the catalog and the agent's own endpoints ask for.</summary>
internal static class CatalogPermissions
{
    public static AclPermission NodeRead(string node) => new(AclResources.Node, AclPermission.Read, node);

    public static AclPermission NodeWrite(string node) => new(AclResources.Node, AclPermission.Write, node);

    public static AclPermission ServiceRead(string service) => new(AclResources.Service, AclPermission.Read, service);

    public static AclPermission ServiceWrite(string service) => new(AclResources.Service, AclPermission.Write, service);

    public static AclPermission AgentRead(string node) => new(AclResources.Agent, AclPermission.Read, node);

    public static AclPermission AgentWrite(string node) => new(AclResources.Agent, AclPermission.Write, node);

    /// <summary>Who may write a node may remove anything from it; others need the permission for what they remove.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public static void RequireRemoval(CatalogDeregistration deregistration, PeerCatalog catalog, IAuthorizer caller)
    {
        if (caller.Allows(NodeWrite(deregistration.Node)))
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
