using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Registers services and checks with the agent of this server. A real agent tells the catalog a moment later; here both change in one write.
/// </summary>
internal sealed class AgentStore : IDisposable
{
    private const string Expired = "TTL expired";

    private readonly ClusterState _state;
    private readonly OwnNode _own;
    private readonly ClusterOptions _options;
    private readonly CheckTimers _timers;

    public AgentStore(ClusterState state, OwnNode own, ClusterOptions options, TimeProvider clock)
    {
        _state = state;
        _own = own;
        _options = options;
        _timers = new CheckTimers(clock, Expire);
        foreach (var check in state.Current.Agent.Checks.Values)
        {
            // After a restart whoever reports gets the whole time once more.
            Arm(check);
        }
    }

    private AgentTable Table => _state.Current.Agent;

    /// <summary>Creates or replaces a service, and its sidecar where it has one. Checks that are there already keep the state they are in.</summary>
    /// <param name="request">The service; its node is this one.</param>
    /// <param name="replaceChecks">Whether its other checks go.</param>
    /// <param name="caller">Needs to write the service, the one it replaces, and the sidecar.</param>
    /// <exception cref="RefusalException">It is not permitted, or there is no port left for the sidecar.</exception>
    public void RegisterService(AgentServiceRequest request, bool replaceChecks, IAuthorizer caller)
    {
        RequireWrite(request.Service, caller);
        if (request.Sidecar is { } sidecar)
        {
            RequireWrite(AgentSidecars.Complete(sidecar.Service, request.Service), caller);
        }

        Write(edit =>
        {
            edit.PutService(request, replaceChecks, isConfigured: false);
            edit.PutSidecar(request, isConfigured: false);
        });
    }

    /// <summary>Makes the agent keep what its configuration files say now; what clients registered stays.</summary>
    /// <exception cref="RefusalException">It cannot be kept; nothing has changed then.</exception>
    public void Configure(AgentDefinitions definitions)
    {
        if (definitions.Fault is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, fault);
        }

        if (!AgentConfiguring.IsIdle(Table, definitions))
        {
            Write(edit => AgentConfiguring.Apply(edit, definitions, _options.NodeName));
        }
    }

    /// <summary>Removes a service with its checks, and the sidecar that came with it.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterService(string id, IAuthorizer caller)
    {
        RequireService(id, caller);
        Write(edit => edit.RemoveService(id));
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

        var made = AgentChecks.Alone(request, _options.NodeName, service);
        RequireWrite(made.Check, caller);
        if (Table.Checks.GetValueOrDefault(made.Check.Id) is { } replaced)
        {
            RequireWrite(replaced.Check, caller);
        }

        Write(edit => edit.Put(made));
    }

    /// <summary>Removes a check.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterCheck(string id, IAuthorizer caller)
    {
        RequireCheck(id, caller);
        Write(edit => edit.RemoveCheck(id));
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
        caller.Require(CatalogPermissions.NodeWrite(_options.NodeName));
        SetMaintenance(AgentHealth.NodeMaintenanceId, reason is null ? null : AgentChecks.NodeMaintenance(_options.NodeName, reason));
    }

    public void Dispose() => _timers.Dispose();

    private void SetMaintenance(string id, AgentCheck? check) => Write(edit =>
    {
        if (check is null)
        {
            edit.RemoveCheck(id);
        }
        else if (!edit.Table.Checks.ContainsKey(id))
        {
            edit.Put(check);
        }
    });

    private void Expire(string id) => SetState(id, CheckStatus.Critical, static last => last.Length == 0 ? Expired : $"{Expired} (last output before timeout follows): {last}");

    private void SetState(string id, string status, Func<string, string> output) => Write(edit =>
    {
        if (edit.Table.Checks.GetValueOrDefault(id) is { } check)
        {
            edit.Tell(check with { Check = check.Check with { Status = status, Output = output(check.Check.Output) } });
        }
    });

    private void Write(Action<AgentEdit> change)
    {
        var written = _state.Write(transaction =>
        {
            var catalog = new CatalogEdit(transaction);
            _own.Complete(catalog);
            var edit = new AgentEdit(transaction, catalog, _options);
            change(edit);
            return edit;
        });
        written.Removed.ForEach(_timers.Disarm);
        written.Registered.ForEach(Arm);
    }

    private void Arm(AgentCheck check)
    {
        if (check.Ttl is { } ttl)
        {
            _timers.Arm(check.Check.Id, ttl);
        }
        else
        {
            // It may have been one that lives on reports before.
            _timers.Disarm(check.Check.Id);
        }
    }

    private void RequireWrite(CatalogService service, IAuthorizer caller)
    {
        caller.Require(CatalogPermissions.ServiceWrite(service.Name));
        if (Table.Services.GetValueOrDefault(service.Id) is { } replaced)
        {
            caller.Require(CatalogPermissions.ServiceWrite(replaced.Name));
        }
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
        caller.Require(check.ServiceName.Length > 0 ? CatalogPermissions.ServiceWrite(check.ServiceName) : CatalogPermissions.NodeWrite(_options.NodeName));
}
