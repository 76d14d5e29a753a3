using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>Changes to what the agent keeps within a write, and to the catalog with it.</summary>
internal sealed class AgentEdit(StateTransaction transaction, CatalogEdit catalog, ClusterOptions options)
{
    private static readonly string[] Networks = ["lan", "wan"];

    private readonly string _node = options.NodeName;

    /// <summary>Everything as this write has it so far.</summary>
    public AgentTable Table
    {
        get => transaction.Snapshot.Agent;
        private set
        {
            transaction.Set(transaction.Snapshot with { Agent = value });
            transaction.Touch(AgentTopics.All);
        }
    }

    /// <summary>Checks that this write registered.</summary>
    public List<AgentCheck> Registered { get; } = [];

    /// <summary>Checks whose state this write told.</summary>
    public List<AgentCheck> Told { get; } = [];

    /// <summary>Ids of checks that this write removed.</summary>
    public List<string> Removed { get; } = [];

    /// <summary>Creates or replaces a service with its checks, of which those that are there already keep the state they are in.</summary>
    /// <param name="request">The service; its sidecar is another call.</param>
    /// <param name="replaceChecks">Whether its other checks go.</param>
    /// <param name="isConfigured">Whether it stands in a configuration file.</param>
    public void PutService(AgentServiceRequest request, bool replaceChecks, bool isConfigured) =>
        Put(request.Service, request.Checks, replaceChecks, new AgentServiceOrigin(isConfigured, IsSidecar: false));

    /// <summary>Creates or replaces the sidecar of a service; one that came with it before and does not now goes.</summary>
    /// <param name="request">The service.</param>
    /// <param name="isConfigured">Whether it stands in a configuration file.</param>
    /// <exception cref="RefusalException">There is no port left for it.</exception>
    public void PutSidecar(AgentServiceRequest request, bool isConfigured)
    {
        var id = AgentSidecars.IdOf(request.Service.Id);
        if (request.Sidecar is { } told)
        {
            var sidecar = AgentSidecars.Complete(told, request.Service, () => AgentSidecars.FreePort(id, Table, options));
            Put(sidecar.Service, sidecar.Checks, replaceChecks: true, new AgentServiceOrigin(isConfigured, IsSidecar: true));
        }
        else if (Table.OriginOf(id).IsSidecar)
        {
            RemoveService(id);
        }
    }

    /// <summary>Creates or replaces a check.</summary>
    public void Put(AgentCheck check)
    {
        var registered = check with { RegisteredIndex = transaction.Index };
        Registered.Add(registered);
        Store(registered);
    }

    /// <summary>Creates or replaces a check that keeps the state it is in; nothing for one of a file that is registered in just this way.</summary>
    public void PutKept(AgentCheck check)
    {
        var existing = Table.Checks.GetValueOrDefault(check.Check.Id);
        if (existing is null)
        {
            Put(check);
        }
        else if (!check.IsConfigured || !existing.IsRegisteredAs(check))
        {
            Put(check with { Check = check.Check with { Status = existing.Check.Status, Output = existing.Check.Output } });
        }
    }

    /// <summary>Changes what is told of a check that is registered.</summary>
    public void Tell(AgentCheck check)
    {
        Told.Add(check);
        Store(check);
    }

    /// <summary>Removes a service with its checks and the sidecar that came with it; nothing for one that is not there.</summary>
    public void RemoveService(string id)
    {
        if (!Table.Services.ContainsKey(id))
        {
            return;
        }

        foreach (var check in Table.ChecksOf(id))
        {
            RemoveCheck(check);
        }

        catalog.RemoveService(_node, id);
        Table = Table with { Services = Table.Services.Remove(id), Origins = Table.Origins.Remove(id) };
        var sidecarId = AgentSidecars.IdOf(id);
        if (Table.OriginOf(sidecarId).IsSidecar)
        {
            RemoveService(sidecarId);
        }
    }

    /// <summary>Removes a check; nothing for one that is not there.</summary>
    public void RemoveCheck(string id)
    {
        catalog.RemoveCheck(_node, id);
        if (Table.Checks.ContainsKey(id))
        {
            Removed.Add(id);
            Table = Table with { Checks = Table.Checks.Remove(id) };
        }
    }

    private void Store(AgentCheck check)
    {
        catalog.Put(check.Check);
        Table = Table with { Checks = Table.Checks.SetItem(check.Check.Id, check) };
    }

    private void Put(CatalogService service, ValueList<AgentCheckRequest> checks, bool replaceChecks, AgentServiceOrigin origin)
    {
        var placed = service with { Node = _node, TaggedAddresses = TaggedAddresses(service) };
        catalog.Put(placed);
        var origins = origin == AgentServiceOrigin.Client ? Table.Origins.Remove(placed.Id) : Table.Origins.SetItem(placed.Id, origin);
        if (Table.Services.GetValueOrDefault(placed.Id) != placed || origins != Table.Origins)
        {
            Table = Table with { Services = Table.Services.SetItem(placed.Id, placed), Origins = origins };
        }

        var made = AgentChecks.OfService(placed, checks.Items).Select(check => check with { IsConfigured = origin.IsConfigured }).ToList();
        foreach (var other in replaceChecks ? Table.ChecksOf(placed.Id).Except(made.Select(static check => check.Check.Id)).ToList() : [])
        {
            RemoveCheck(other);
        }

        made.ForEach(PutKept);
    }

    private static ValueMap<ServiceAddress>? TaggedAddresses(CatalogService service)
    {
        var isTagged = AddressFamily.IsIPv4(service.Address) || AddressFamily.IsIPv6(service.Address);
        if (!isTagged)
        {
            return service.TaggedAddresses;
        }

        var address = new ServiceAddress(service.Address, service.Port);
        var given = service.TaggedAddresses?.Pairs.AsEnumerable() ?? [];
        var made = Networks.Select(name => KeyValuePair.Create(AddressFamily.Suffixed(name, service.Address), address));
        return new ValueMap<ServiceAddress>(given.Concat(made).DistinctBy(static pair => pair.Key));
    }
}
