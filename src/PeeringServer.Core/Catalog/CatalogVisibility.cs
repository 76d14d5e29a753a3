using System.Collections.Immutable;
using PeeringServer.Core.Acl;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// What one caller gets to see: lists leave out what the caller may not read instead of refusing, and tell that they did so.
/// Every list of the catalog goes through here.
/// </summary>
internal sealed class CatalogVisibility(IAuthorizer caller)
{
    /// <summary>Whether anything was left out so far.</summary>
    public bool HasHidden { get; private set; }

    /// <summary>Whether the caller has a permission.</summary>
    public bool Allows(AclPermission permission) => caller.Allows(permission);

    public ImmutableArray<CatalogNode> Of(ImmutableArray<CatalogNode> nodes) => Keep(nodes, IsVisible);

    public ImmutableArray<CatalogService> Of(ImmutableArray<CatalogService> services) => Keep(services, IsVisible);

    /// <summary>Services of which only the name is shown: the node they run on does not matter.</summary>
    public ImmutableArray<CatalogService> OfNames(ImmutableArray<CatalogService> services) => Keep(services, service => Allows(CatalogPermissions.ServiceRead(service.Name)));

    public ImmutableArray<CatalogCheck> Of(ImmutableArray<CatalogCheck> checks) => Keep(checks, IsVisible);

    public ImmutableArray<CheckServiceNode> Of(ImmutableArray<CheckServiceNode> instances) => Keep(instances, IsVisible);

    /// <summary>A node that may not be read is as good as missing.</summary>
    public NodeServices? Of(NodeServices? node)
    {
        if (node is null)
        {
            return null;
        }

        if (!IsVisible(node.Node))
        {
            HasHidden = true;
            return null;
        }

        return node with { Services = Keep(node.Services, service => Allows(CatalogPermissions.ServiceRead(service.Name))) };
    }

    public bool IsVisible(CatalogNode node) => Allows(CatalogPermissions.NodeRead(node.Name));

    public bool IsVisible(CatalogService service) => Allows(CatalogPermissions.NodeRead(service.Node)) && Allows(CatalogPermissions.ServiceRead(service.Name));

    public bool IsVisible(CatalogCheck check) =>
        Allows(CatalogPermissions.NodeRead(check.Node)) && (check.ServiceId.Length == 0 || Allows(CatalogPermissions.ServiceRead(check.ServiceName)));

    public bool IsVisible(CheckServiceNode instance) => IsVisible(instance.Service);

    private ImmutableArray<T> Keep<T>(ImmutableArray<T> items, Predicate<T> isVisible)
    {
        var kept = items.RemoveAll(item => !isVisible(item));
        HasHidden |= kept.Length < items.Length;
        return kept;
    }
}
