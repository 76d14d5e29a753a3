using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Changes to the catalog of one origin within a write. What is already so takes no index and wakes nobody; which indexes a change moves
/// decides what clients of a real server see of it.
/// </summary>
internal sealed class CatalogEdit(StateTransaction transaction, string peer = CatalogTable.LocalPeer)
{
    private ulong Index => transaction.Index;

    /// <summary>What follows gets an index of its own; see <see cref="StateTransaction.Advance"/>.</summary>
    public void Advance() => transaction.Advance();

    /// <summary>The catalog as this write has it so far.</summary>
    public PeerCatalog Catalog
    {
        get => transaction.Snapshot.Catalog.Of(peer);
        private set => transaction.Set(transaction.Snapshot with { Catalog = transaction.Snapshot.Catalog.With(peer, value) });
    }

    /// <summary>Creates or replaces a node; one whose id is registered under another name is renamed, and loses what was registered on it.</summary>
    /// <exception cref="RefusalException">The name belongs to a healthy node of another id.</exception>
    public void Put(CatalogNode node)
    {
        if (node.Id.Length > 0)
        {
            MakeWay(node);
        }

        var existing = Catalog.Find(node.Name);
        var written = node with { PeerName = peer };
        if (existing?.Node.IsSameAs(written) == true)
        {
            return;
        }

        written = written with { CreateIndex = existing?.Node.CreateIndex ?? Index, ModifyIndex = Index };
        var key = CatalogKey.Of(node.Name);
        Catalog = Catalog with { ByNode = Catalog.ByNode.SetItem(key, existing is null ? new NodeEntry(written) : existing with { Node = written }) };
        MarkNode(node.Name);
        MarkServicesOn(node.Name);
    }

    /// <summary>
    /// Replaces a node as if that had been done at an index already past: nobody is woken, and no index goes back. Nothing for a node that is
    /// not there, or was changed since.
    /// </summary>
    /// <returns>Whether it is so now.</returns>
    public bool TryPutAsOf(CatalogNode node, ulong index)
    {
        if (Catalog.Find(node.Name) is not { } entry || entry.Node.ModifyIndex >= index)
        {
            return false;
        }

        var key = CatalogKey.Of(node.Name);
        var services = entry.Services.Values.Select(static service => CatalogKey.Of(service.Name)).Distinct();
        Catalog = Catalog with
        {
            ByNode = Catalog.ByNode.SetItem(key, entry with { Node = node with { PeerName = peer, CreateIndex = entry.Node.CreateIndex, ModifyIndex = index } }),
            NodesIndex = Math.Max(Catalog.NodesIndex, index),
            NodeIndexes = Catalog.NodeIndexes.SetItem(key, Math.Max(Catalog.NodeIndexes.GetValueOrDefault(key), index)),
            ServiceIndexes = Catalog.ServiceIndexes.SetItems(services.Select(service => KeyValuePair.Create(service, Math.Max(Catalog.ServiceIndexes.GetValueOrDefault(service), index)))),
        };
        return true;
    }

    /// <summary>Creates or replaces an instance.</summary>
    /// <exception cref="RefusalException">Its node is not registered.</exception>
    public void Put(CatalogService service)
    {
        var entry = Catalog.Find(service.Node) ?? throw new RefusalException(RefusalKind.Conflict, CatalogTexts.NodeUnregistered);
        var key = new ServiceKey(CatalogKey.Of(service.Node), CatalogKey.Of(service.Id));
        var existing = entry.Services.GetValueOrDefault(key.Id);
        var written = service with { PeerName = peer, Node = entry.Node.Name };
        if (existing?.IsSameAs(written) == true)
        {
            return;
        }

        written = written with { CreateIndex = existing?.CreateIndex ?? Index, ModifyIndex = Index };
        Catalog = Catalog.Reindexed(key, existing, written) with
        {
            ByNode = Catalog.ByNode.SetItem(key.Node, entry with { Services = entry.Services.SetItem(key.Id, written) }),
        };
        if (existing is not null && existing.Name != service.Name)
        {
            Leave(existing);
        }

        MarkService(written);
        MarkServices();
        MarkNode(service.Node);
    }

    /// <summary>Creates or replaces a check. Without a state it is critical; of its service it takes name and tags.</summary>
    /// <exception cref="RefusalException">Its node or service is not registered.</exception>
    public void Put(CatalogCheck check)
    {
        var entry = Catalog.Find(check.Node) ?? throw new RefusalException(RefusalKind.Conflict, CatalogTexts.NodeUnregistered);
        var service = ServiceOf(entry, check);
        var written = check with
        {
            PeerName = peer,
            Node = entry.Node.Name,
            Status = check.Status.Length == 0 ? CheckStatus.Critical : check.Status,
            ServiceName = service?.Name ?? check.ServiceName,
            ServiceTags = service?.Tags ?? check.ServiceTags,
        };
        var existing = entry.Checks.GetValueOrDefault(CatalogKey.Of(check.Id));
        if (existing?.IsSameAs(written) == true)
        {
            return;
        }

        written = written with { CreateIndex = existing?.CreateIndex ?? Index, ModifyIndex = Index };
        Catalog = Catalog with { ByNode = Catalog.ByNode.SetItem(CatalogKey.Of(check.Node), entry with { Checks = entry.Checks.SetItem(CatalogKey.Of(check.Id), written) }) };
        MarkCheck(written, service);
        if (existing is not null && !string.Equals(existing.ServiceId, written.ServiceId, StringComparison.OrdinalIgnoreCase))
        {
            // What the check was about until now is seen without it from here on.
            MarkCheck(existing, Catalog.FindService(existing.Node, existing.ServiceId));
        }
    }

    /// <summary>Removes a node with all that is registered on it; nothing for one that is not there.</summary>
    public void RemoveNode(string name)
    {
        if (Catalog.Find(name) is not { } entry)
        {
            return;
        }

        foreach (var service in entry.Services.Values)
        {
            RemoveService(name, service.Id);
        }

        foreach (var check in entry.Checks.Values)
        {
            RemoveCheck(name, check.Id);
        }

        MarkNode(name);
        var key = CatalogKey.Of(name);
        Catalog = Catalog with
        {
            ByNode = Catalog.ByNode.Remove(key),
            NodeIndexes = Catalog.NodeIndexes.Remove(key),
            NodeExtinctionIndex = Index,
        };
        RemoveCoordinate(name);
    }

    /// <summary>Removes an instance with its checks; nothing for one that is not there.</summary>
    public void RemoveService(string node, string id)
    {
        if (Catalog.FindService(node, id) is not { } service)
        {
            return;
        }

        foreach (var check in Catalog.Find(node)!.Checks.Values.Where(check => string.Equals(check.ServiceId, id, StringComparison.OrdinalIgnoreCase)))
        {
            RemoveCheck(node, check.Id);
        }

        var entry = Catalog.Find(node)!;
        var key = new ServiceKey(CatalogKey.Of(node), CatalogKey.Of(id));
        Catalog = Catalog.Reindexed(key, service, null) with
        {
            ByNode = Catalog.ByNode.SetItem(key.Node, entry with { Services = entry.Services.Remove(key.Id) }),
            ChecksIndex = Index,
        };
        Leave(service);
        MarkServices();
        MarkNode(node);
    }

    /// <summary>Removes a check; nothing for one that is not there.</summary>
    public void RemoveCheck(string node, string id)
    {
        if (Catalog.Find(node) is not { } entry || entry.Checks.GetValueOrDefault(CatalogKey.Of(id)) is not { } check)
        {
            return;
        }

        Catalog = Catalog with { ByNode = Catalog.ByNode.SetItem(CatalogKey.Of(node), entry with { Checks = entry.Checks.Remove(CatalogKey.Of(id)) }) };
        MarkCheck(check, entry.Services.GetValueOrDefault(CatalogKey.Of(check.ServiceId)));
        if (check.ServiceId.Length == 0)
        {
            MarkServices();
        }
    }

    private static CatalogService? ServiceOf(NodeEntry entry, CatalogCheck check)
    {
        if (check.ServiceId.Length == 0)
        {
            return null;
        }

        return entry.Services.GetValueOrDefault(CatalogKey.Of(check.ServiceId)) ?? throw new RefusalException(RefusalKind.Conflict, CatalogTexts.ServiceUnregistered);
    }

    /// <summary>Only a node without an id, or one that is known to be down, gives up its name.</summary>
    private void MakeWay(CatalogNode node)
    {
        if (Catalog.Find(node.Name) is { } same && string.Equals(same.Node.Id, node.Id, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var sameId = Catalog.Nodes.FirstOrDefault(other => string.Equals(other.Id, node.Id, StringComparison.OrdinalIgnoreCase));
        if (Catalog.Find(node.Name) is { } holder
            && holder.Node.Id != node.Id
            && (holder.Node.Id.Length > 0 || sameId is not null)
            && holder.Checks.GetValueOrDefault(CatalogKey.Of(OwnRegistration.SerfCheckId)) is { Status: not CheckStatus.Critical })
        {
            throw new RefusalException(RefusalKind.Conflict, CatalogTexts.NameReserved(node.Id, sameId is null ? "" : $" ({node.Address})", holder.Node, node.Name));
        }

        if (sameId is not null)
        {
            RemoveNode(sameId.Name);
        }
    }

    private void RemoveCoordinate(string node)
    {
        var table = transaction.Snapshot.Catalog;
        if (peer == CatalogTable.LocalPeer && table.Coordinates.Nodes.Contains(node))
        {
            transaction.Set(transaction.Snapshot with { Catalog = table with { Coordinates = new(Index, table.Coordinates.Nodes.Remove(node)) } });
            transaction.Touch(CatalogTopics.Coordinates);
        }
    }

    private void MarkNode(string name)
    {
        Catalog = Catalog with { NodesIndex = Index, NodeIndexes = Catalog.NodeIndexes.SetItem(CatalogKey.Of(name), Index) };
        transaction.Touch(CatalogTopics.Nodes(peer));
        transaction.Touch(CatalogTopics.Node(peer, name));
    }

    private void MarkServices()
    {
        Catalog = Catalog with { ServicesIndex = Index };
        transaction.Touch(CatalogTopics.Services(peer));
    }

    private void MarkService(CatalogService service)
    {
        Catalog = Catalog with { ServiceIndexes = Catalog.ServiceIndexes.SetItem(CatalogKey.Of(service.Name), Index) };
        Touch(service);
    }

    /// <summary>What is said of a node is part of what is said of its services.</summary>
    private void MarkServicesOn(string node)
    {
        foreach (var service in Catalog.Find(node)!.Services.Values)
        {
            MarkService(service);
        }
    }

    private void MarkCheck(CatalogCheck check, CatalogService? service)
    {
        Catalog = Catalog with { ChecksIndex = Index };
        transaction.Touch(CatalogTopics.Checks(peer));
        transaction.Touch(CatalogTopics.NodeChecks(peer, check.Node));
        if (service is not null)
        {
            MarkService(service);
        }
        else
        {
            MarkServicesOn(check.Node);
        }
    }

    /// <summary>An instance went from under a name: the name's index moves, or ends with its last instance.</summary>
    private void Leave(CatalogService service)
    {
        var key = CatalogKey.Of(service.Name);
        Catalog = Catalog.ByService.ContainsKey(key)
            ? Catalog with { ServiceIndexes = Catalog.ServiceIndexes.SetItem(key, Index) }
            : Catalog with { ServiceIndexes = Catalog.ServiceIndexes.Remove(key), ServiceExtinctionIndex = Index };
        Touch(service);
    }

    private void Touch(CatalogService service)
    {
        transaction.Touch(CatalogTopics.Service(peer, service.Name));
        if (service.ConnectTarget is { } target)
        {
            transaction.Touch(CatalogTopics.Connect(peer, target));
        }
    }
}
