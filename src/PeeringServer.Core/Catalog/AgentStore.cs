using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Registers services and checks with the agent of this server. A real agent tells the catalog a moment later; here both change in one write.
/// </summary>
internal sealed class AgentStore : IDisposable
{
    private const string Expired = "TTL expired";

    private static readonly string[] Networks = ["lan", "wan"];

    private readonly ClusterState _state;
    private readonly OwnNode _own;
    private readonly string _node;
    private readonly TtlTimers _timers;

    public AgentStore(ClusterState state, OwnNode own, ClusterOptions options, TimeProvider clock)
    {
        _state = state;
        _own = own;
        _node = options.NodeName;
        _timers = new TtlTimers(clock, Expire);
        Rearm(state.Current.Agent);
    }

    private AgentTable Table => _state.Current.Agent;

    /// <summary>Creates or replaces a service. Checks that are there already keep the state they are in.</summary>
    /// <param name="service">The service; its node is this one.</param>
    /// <param name="checks">Checks that come with it.</param>
    /// <param name="replaceChecks">Whether its other checks go.</param>
    /// <param name="caller">Needs to write the service, and the one it replaces.</param>
    public void RegisterService(CatalogService service, IReadOnlyList<AgentCheckRequest> checks, bool replaceChecks, IAuthorizer caller)
    {
        caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        if (Table.Services.GetValueOrDefault(service.Id) is { } replaced)
        {
            caller.Require(CatalogPermissions.ServiceWrite(replaced.Name));
        }

        var placed = service with { Node = _node, TaggedAddresses = TaggedAddresses(service) };
        var made = AgentChecks.OfService(placed, checks).ToList();
        Write((edit, table) =>
        {
            edit.Put(placed);
            table = table with { Services = table.Services.SetItem(placed.Id, placed) };
            if (replaceChecks)
            {
                table = table.ChecksOf(placed.Id).Except(made.Select(static check => check.Check.Id)).Aggregate(table, (left, id) => Remove(edit, left, id));
            }

            return made.Aggregate(table, (next, check) => Put(edit, next, Kept(check, next)));
        });
        made.ForEach(Arm);
    }

    /// <summary>Removes a service with its checks.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterService(string id, IAuthorizer caller)
    {
        RequireService(id, caller);
        Write((edit, table) =>
        {
            var left = table.ChecksOf(id).Aggregate(table, (next, check) => Remove(edit, next, check));
            edit.RemoveService(_node, id);
            return left with { Services = left.Services.Remove(id) };
        });
    }

    /// <summary>Creates or replaces a check of the node or of a service.</summary>
    /// <exception cref="RefusalException">Its service is not registered with the agent, or it is not permitted.</exception>
    public void RegisterCheck(AgentCheckRequest request, IAuthorizer caller)
    {
        caller.RequireToken();
        var service = Table.Services.GetValueOrDefault(request.ServiceId);
        if (request.ServiceId.Length > 0 && service is null)
        {
            throw new RefusalException(RefusalKind.NotFound, CatalogTexts.NoSuchServiceId(request.ServiceId));
        }

        var made = AgentChecks.Alone(request, _node, service);
        RequireWrite(made.Check, caller);
        if (Table.Checks.GetValueOrDefault(made.Check.Id) is { } replaced)
        {
            RequireWrite(replaced.Check, caller);
        }

        Write((edit, table) => Put(edit, table, made));
        Arm(made);
    }

    /// <summary>Removes a check.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterCheck(string id, IAuthorizer caller)
    {
        RequireCheck(id, caller);
        Write((edit, table) => Remove(edit, table, id));
    }

    /// <summary>Takes a report for a check that lives on reports.</summary>
    /// <exception cref="RefusalException">There is none of that id, it takes no reports, or it is not permitted.</exception>
    public void Report(string id, string status, string output, IAuthorizer caller)
    {
        var check = RequireCheck(id, caller);
        if (check.Ttl is null)
        {
            throw new RefusalException(RefusalKind.Invalid, CatalogTexts.NotTtl(id));
        }

        SetState(id, status, _ => output);
        Arm(check);
    }

    /// <summary>Puts a service under maintenance, or takes it out; nothing where it is so already.</summary>
    /// <param name="id">Id of the service.</param>
    /// <param name="reason">Why, or empty; null takes it out.</param>
    /// <param name="caller">Needs to write the service.</param>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void SetServiceMaintenance(string id, string? reason, IAuthorizer caller)
    {
        var service = RequireService(id, caller);
        SetMaintenance(AgentHealth.ServiceMaintenancePrefix + id, reason is null ? null : AgentChecks.ServiceMaintenance(service, reason));
    }

    /// <summary>Puts the node under maintenance, or takes it out; nothing where it is so already.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public void SetNodeMaintenance(string? reason, IAuthorizer caller)
    {
        caller.Require(CatalogPermissions.NodeWrite(_node));
        SetMaintenance(AgentHealth.NodeMaintenanceId, reason is null ? null : AgentChecks.NodeMaintenance(_node, reason));
    }

    /// <summary>Begins to wait for the reports of these checks and no others, as after a restart: whoever reports gets the whole time once more.</summary>
    public void Rearm(AgentTable table)
    {
        _timers.DisarmAll();
        foreach (var check in table.Checks.Values)
        {
            Arm(check);
        }
    }

    public void Dispose() => _timers.Dispose();

    private void SetMaintenance(string id, AgentCheck? check) => Write((edit, table) =>
        check is null ? Remove(edit, table, id)
        : table.Checks.ContainsKey(id) ? table
        : Put(edit, table, check));

    private void Expire(string id)
    {
        try
        {
            SetState(id, CheckStatus.Critical, static last => last.Length == 0 ? Expired : $"{Expired} (last output before timeout follows): {last}");
        }
        catch (RefusalException)
        {
            // The state cannot be kept any more, which was logged; thrown out of a timer this would end the process.
        }
    }

    private void SetState(string id, string status, Func<string, string> output) => Write((edit, table) =>
        table.Checks.GetValueOrDefault(id) is { } check
            ? Put(edit, table, check with { Check = check.Check with { Status = status, Output = output(check.Check.Output) } })
            : table);

    private void Write(Func<CatalogEdit, AgentTable, AgentTable> change) => _state.Write(transaction =>
    {
        var edit = new CatalogEdit(transaction);
        _own.Complete(edit);
        var changed = change(edit, transaction.Snapshot.Agent);
        if (!ReferenceEquals(changed, transaction.Snapshot.Agent))
        {
            transaction.Set(transaction.Snapshot with { Agent = changed });
        }
    });

    private static AgentTable Put(CatalogEdit edit, AgentTable table, AgentCheck check)
    {
        edit.Put(check.Check);
        return table with { Checks = table.Checks.SetItem(check.Check.Id, check) };
    }

    private AgentTable Remove(CatalogEdit edit, AgentTable table, string check)
    {
        _timers.Disarm(check);
        edit.RemoveCheck(_node, check);
        return table.Checks.ContainsKey(check) ? table with { Checks = table.Checks.Remove(check) } : table;
    }

    private static AgentCheck Kept(AgentCheck check, AgentTable table) => table.Checks.GetValueOrDefault(check.Check.Id) is { } existing
        ? check with { Check = check.Check with { Status = existing.Check.Status, Output = existing.Check.Output } }
        : check;

    private void Arm(AgentCheck check)
    {
        if (check.Ttl is { } ttl)
        {
            _timers.Arm(check.Check.Id, ttl);
        }
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

    private CatalogService RequireService(string id, IAuthorizer caller)
    {
        caller.RequireToken();
        var service = Table.Services.GetValueOrDefault(id) ?? throw new RefusalException(RefusalKind.NotFound, CatalogTexts.UnknownServiceId(id));
        caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        return service;
    }

    private AgentCheck RequireCheck(string id, IAuthorizer caller)
    {
        caller.RequireToken();
        var check = Table.Checks.GetValueOrDefault(id) ?? throw new RefusalException(RefusalKind.NotFound, CatalogTexts.UnknownCheckId(id));
        RequireWrite(check.Check, caller);
        return check;
    }

    private void RequireWrite(CatalogCheck check, IAuthorizer caller) =>
        caller.Require(check.ServiceName.Length > 0 ? CatalogPermissions.ServiceWrite(check.ServiceName) : CatalogPermissions.NodeWrite(_node));
}
