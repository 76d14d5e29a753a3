using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>Registers and removes what clients ask for: always in this cluster's own catalog.</summary>
internal sealed class CatalogStore(ClusterState state, OwnNode own)
{
    /// <summary>Creates or replaces a node, and the service and checks that come with it.</summary>
    /// <exception cref="RefusalException">Something is missing, wrong or not permitted; nothing is changed then.</exception>
    public void Register(CatalogRegistration registration, IAuthorizer caller)
    {
        var complete = CatalogRules.Complete(registration);
        if (complete.Service is { } service)
        {
            RequireWrite(service, caller);
        }

        own.CatchUp();
        state.Write(transaction =>
        {
            var edit = new CatalogEdit(transaction);
            RequireWrite(complete, edit.Catalog, caller);
            CatalogRules.RequireKnownServices(complete, edit.Catalog);
            Apply(edit, complete);
        });
        own.LookAfter();
    }

    /// <summary>Removes an instance, a check or a node; nothing for what is not there.</summary>
    /// <exception cref="RefusalException">No node is named, or it is not permitted.</exception>
    public void Deregister(CatalogDeregistration deregistration, IAuthorizer caller)
    {
        if (deregistration.Node.Length == 0)
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogTexts.NodeMissing);
        }

        own.CatchUp();
        state.Write(transaction =>
        {
            var edit = new CatalogEdit(transaction);
            CatalogPermissions.RequireRemoval(deregistration, edit.Catalog, caller);
            if (deregistration.ServiceId.Length > 0)
            {
                edit.RemoveService(deregistration.Node, deregistration.ServiceId);
            }
            else if (deregistration.CheckId.Length > 0)
            {
                edit.RemoveCheck(deregistration.Node, deregistration.CheckId);
            }
            else
            {
                edit.RemoveNode(deregistration.Node);
            }
        });
        own.LookAfter();
    }

    private static void Apply(CatalogEdit edit, CatalogRegistration registration)
    {
        if (!registration.SkipNodeUpdate || edit.Catalog.Find(registration.Node.Name) is null)
        {
            edit.Put(registration.Node);
        }

        if (registration.Service is { } service)
        {
            var placed = service with { Node = registration.Node.Name };
            CatalogRules.RequireValidMeta(placed);
            edit.Put(placed);
        }

        foreach (var check in registration.Checks)
        {
            edit.Put(check);
        }
    }

    /// <summary>The server's own service is left to the rules for its node.</summary>
    private static void RequireWrite(CatalogService service, IAuthorizer caller)
    {
        if (service.Name != OwnRegistration.ServiceName)
        {
            caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        }

        if (service.Kind == ServiceKinds.ConnectProxy)
        {
            caller.Require(CatalogPermissions.ServiceWrite(service.Proxy.DestinationServiceName));
        }
    }

    private static void RequireWrite(CatalogRegistration registration, PeerCatalog catalog, IAuthorizer caller)
    {
        var node = registration.Node.Name;
        var existing = catalog.Find(node);
        if (existing is null || (!registration.SkipNodeUpdate && !existing.Node.IsSameAs(registration.Node)))
        {
            caller.Require(CatalogPermissions.NodeWrite(node));
        }

        if (registration.Service is { } service)
        {
            caller.Require(CatalogPermissions.ServiceWrite(service.Name));
            if (catalog.FindService(node, service.Id) is { } replaced)
            {
                caller.Require(CatalogPermissions.ServiceWrite(replaced.Name));
            }
        }

        foreach (var check in registration.Checks.Where(check => check.ServiceId.Length == 0 || check.ServiceId != registration.Service?.Id))
        {
            if (check.ServiceId.Length == 0)
            {
                caller.Require(CatalogPermissions.NodeWrite(node));
            }
            else if (catalog.FindService(node, check.ServiceId) is { } other)
            {
                caller.Require(CatalogPermissions.ServiceWrite(other.Name));
            }
        }
    }
}
