using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Catalog;

/// <summary>Finds what a client wants to change, and asks whether he may.</summary>
internal static class AgentTableExtensions
{
    /// <summary>A service that is to be changed.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public static CatalogService RequireService(this AgentTable table, string id, IAuthorizer caller)
    {
        caller.RequireToken();
        var service = table.Services.GetValueOrDefault(id) ?? throw new RefusalException(RefusalKind.NotFound, CatalogTexts.UnknownServiceId(id));
        caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        return service;
    }

    /// <summary>The service that a check is about; null for one of the node.</summary>
    /// <exception cref="RefusalException">It is not registered with the agent.</exception>
    public static CatalogService? ServiceOf(this AgentTable table, AgentCheckRequest check) => check.ServiceId.Length == 0 ? null
        : table.Services.GetValueOrDefault(check.ServiceId) ?? throw new RefusalException(RefusalKind.NotFound, CatalogTexts.NoSuchServiceId(check.ServiceId));

    /// <summary>A check that is to be changed.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public static AgentCheck RequireCheck(this AgentTable table, string id, string node, IAuthorizer caller)
    {
        caller.RequireToken();
        var check = table.Checks.GetValueOrDefault(id) ?? throw new RefusalException(RefusalKind.NotFound, CatalogTexts.UnknownCheckId(id));
        caller.Require(WriteOf(check.Check, node));
        return check;
    }

    /// <exception cref="RefusalException">To write the service, or the one it replaces, is not permitted.</exception>
    public static void RequireWrite(this AgentTable table, CatalogService service, IAuthorizer caller)
    {
        caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        if (table.Services.GetValueOrDefault(service.Id) is { } replaced)
        {
            caller.Require(CatalogPermissions.ServiceWrite(replaced.Name));
        }
    }

    /// <exception cref="RefusalException">To write the check, or the one it replaces, is not permitted.</exception>
    public static void RequireWrite(this AgentTable table, CatalogCheck check, string node, IAuthorizer caller)
    {
        caller.Require(WriteOf(check, node));
        if (table.Checks.GetValueOrDefault(check.Id) is { } replaced)
        {
            caller.Require(WriteOf(replaced.Check, node));
        }
    }

    private static AclPermission WriteOf(CatalogCheck check, string node) =>
        check.ServiceName.Length > 0 ? CatalogPermissions.ServiceWrite(check.ServiceName) : CatalogPermissions.NodeWrite(node);
}
