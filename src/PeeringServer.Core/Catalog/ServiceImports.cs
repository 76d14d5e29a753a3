using PeeringServer.Core.Exports;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>Stores what peers export to this cluster, under the name of the peering it came through and never among the cluster's own.</summary>
internal sealed class ServiceImports(ClusterState state)
{
    /// <summary>
    /// Makes a service consist of these instances and no others: what is missing goes, with its checks, and nodes go with their last service.
    /// Node by node, what is new or changed takes an index each for the node, every instance, and the checks; so does whatever goes.
    /// Nothing happens where the peering has ended meanwhile.
    /// </summary>
    /// <exception cref="RefusalException">The catalog does not take it; then nothing is stored.</exception>
    public void Replace(string peeringId, string service, IReadOnlyList<CheckServiceNode> instances) => Edit(peeringId, edit =>
    {
        var before = edit.Catalog.ServicesNamed(service).ToList();
        foreach (var onNode in instances.GroupBy(static instance => CatalogKey.Of(instance.Node.Name)))
        {
            Put(edit, [.. onNode]);
        }

        var kept = instances.Select(static instance => KeyOf(instance.Node.Name, instance.Service.Id)).ToHashSet();
        foreach (var stale in before.Where(instance => !kept.Contains(KeyOf(instance.Node, instance.Id))))
        {
            Remove(edit, stale);
        }

        RemoveStaleChecks(edit, instances);
    });

    /// <summary>Removes every service that is neither among these nor the proxies before one of them.</summary>
    public void Keep(string peeringId, IEnumerable<string> services) => Edit(peeringId, edit =>
    {
        var kept = services.SelectMany(static name => new[] { name, ExportConstants.SidecarOf(name) }).Select(CatalogKey.Of).ToHashSet(StringComparer.Ordinal);
        foreach (var stale in edit.Catalog.Services.Where(service => !kept.Contains(CatalogKey.Of(service.Name))).ToList())
        {
            Remove(edit, stale);
        }
    });

    /// <summary>Whether anything came through a peering.</summary>
    public bool Any(Peering peering) => !state.Current.Catalog.Of(peering.Name).ByNode.IsEmpty;

    /// <summary>Removes all that came through a peering, whatever its state.</summary>
    public void RemoveAll(string peeringId) => state.Write(transaction =>
    {
        if (transaction.Snapshot.Peerings.FindById(peeringId) is { } peering)
        {
            var edit = new CatalogEdit(transaction, peering.Name);
            foreach (var node in edit.Catalog.Nodes.ToList())
            {
                edit.RemoveNode(node.Name);
            }
        }
    });

    private static void Put(CatalogEdit edit, CheckServiceNode[] onNode)
    {
        foreach (var instance in onNode)
        {
            // Of several the last one tells what the node is.
            edit.Put(instance.Node);
        }

        foreach (var instance in onNode)
        {
            edit.Advance();
            edit.Put(instance.Service);
        }

        edit.Advance();
        foreach (var check in onNode.SelectMany(static instance => instance.Checks))
        {
            edit.Put(check);
        }

        edit.Advance();
    }

    private static void Remove(CatalogEdit edit, CatalogService service)
    {
        edit.Advance();
        edit.RemoveService(service.Node, service.Id);
        if (edit.Catalog.Find(service.Node) is { Services.IsEmpty: true })
        {
            edit.Advance();
            edit.RemoveNode(service.Node);
        }
    }

    private static void RemoveStaleChecks(CatalogEdit edit, IReadOnlyList<CheckServiceNode> instances)
    {
        foreach (var onNode in instances.GroupBy(static instance => CatalogKey.Of(instance.Node.Name)))
        {
            // A check of the node counts for all that runs on it, but only what this service told of is known here.
            var services = onNode.Select(static instance => CatalogKey.Of(instance.Service.Id)).Append("").ToHashSet(StringComparer.Ordinal);
            var told = onNode.SelectMany(static instance => instance.Checks).Select(static check => CatalogKey.Of(check.Id)).ToHashSet(StringComparer.Ordinal);
            var stale = edit.Catalog.Find(onNode.Key)!.Checks.Values.Where(check => services.Contains(CatalogKey.Of(check.ServiceId)) && !told.Contains(CatalogKey.Of(check.Id)));
            foreach (var check in stale.ToList())
            {
                edit.Advance();
                edit.RemoveCheck(onNode.Key, check.Id);
            }
        }
    }

    private static ServiceKey KeyOf(string node, string id) => new(CatalogKey.Of(node), CatalogKey.Of(id));

    private void Edit(string peeringId, Action<CatalogEdit> change) => state.Write(transaction =>
    {
        if (transaction.Snapshot.Peerings.FindById(peeringId) is { IsLive: true } peering)
        {
            change(new CatalogEdit(transaction, peering.Name));
        }
    });
}
