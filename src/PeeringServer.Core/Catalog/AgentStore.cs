using Microsoft.Extensions.Logging;
using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Registers services and checks with the agent of this server. A real agent tells the catalog a moment later; here both change in one write.
/// </summary>
internal sealed partial class AgentStore : IDisposable
{
    private const string Expired = "TTL expired";

    private readonly ClusterState _state;
    private readonly OwnNode _own;
    private readonly ClusterOptions _options;
    private readonly CheckTimers _timers;
    private readonly CriticalServices _critical;
    private readonly ILogger _logger;
    private volatile AgentDefinitions? _definitions;

    public AgentStore(ClusterState state, OwnNode own, ClusterOptions options, TimeProvider clock, ILogger logger)
    {
        _logger = logger;
        _critical = new CriticalServices(clock, DeregisterCritical);
        _state = state;
        _own = own;
        _options = options;
        _timers = new CheckTimers(clock, Expire);
        Rearm(state.Current.Agent);
    }

    private AgentTable Table => _state.Current.Agent;

    /// <summary>Creates or replaces a service, and its sidecar where it has one. Checks that are there already keep the state they are in.</summary>
    /// <param name="request">The service; its node is this one.</param>
    /// <param name="replaceChecks">Whether its other checks go.</param>
    /// <param name="caller">Needs to write the service, the one it replaces, and the sidecar.</param>
    /// <exception cref="RefusalException">It is not permitted, or there is no port left for the sidecar.</exception>
    public void RegisterService(AgentServiceRequest request, bool replaceChecks, IAuthorizer caller)
    {
        Table.RequireWrite(request.Service, caller);
        if (request.Sidecar is { } sidecar)
        {
            Table.RequireWrite(AgentSidecars.Complete(sidecar.Service, request.Service), caller);
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

        _definitions = definitions;
    }

    /// <summary>Removes a service with its checks, and the sidecar that came with it.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterService(string id, IAuthorizer caller)
    {
        Table.RequireService(id, caller);
        Write(edit => edit.RemoveService(id));
    }

    /// <summary>Creates or replaces a check of the node or of a service.</summary>
    /// <exception cref="RefusalException">Its service is not registered with the agent, or it is not permitted.</exception>
    public void RegisterCheck(AgentCheckRequest request, IAuthorizer caller)
    {
        caller.RequireToken();
        var made = AgentChecks.Alone(request, _options.NodeName, Table.ServiceOf(request));
        Table.RequireWrite(made.Check, _options.NodeName, caller);
        Write(edit => edit.Put(made));
    }

    /// <summary>Removes a check.</summary>
    /// <exception cref="RefusalException">There is none of that id, or it is not permitted.</exception>
    public void DeregisterCheck(string id, IAuthorizer caller)
    {
        Table.RequireCheck(id, _options.NodeName, caller);
        Write(edit => edit.RemoveCheck(id));
    }

    /// <summary>Takes a report for a check that lives on reports.</summary>
    /// <exception cref="RefusalException">There is none of that id, it takes no reports, or it is not permitted.</exception>
    public void Report(string id, string status, string output, IAuthorizer caller)
    {
        var check = Table.RequireCheck(id, _options.NodeName, caller);
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
        var service = Table.RequireService(id, caller);
        SetMaintenance(AgentHealth.ServiceMaintenancePrefix + id, reason is null ? null : AgentChecks.ServiceMaintenance(service, reason));
    }

    /// <summary>Puts the node under maintenance, or takes it out; nothing where it is so already.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public void SetNodeMaintenance(string? reason, IAuthorizer caller)
    {
        caller.Require(CatalogPermissions.NodeWrite(_options.NodeName));
        SetMaintenance(AgentHealth.NodeMaintenanceId, reason is null ? null : AgentChecks.NodeMaintenance(_options.NodeName, reason));
    }

    /// <summary>
    /// Goes on from a state that came from elsewhere, within the write that brings it: what the configuration files say holds here as before,
    /// and the time of every check begins anew.
    /// </summary>
    /// <exception cref="RefusalException">What the files say cannot be registered there.</exception>
    public void Restore(StateTransaction transaction)
    {
        if (_definitions is { } definitions)
        {
            AgentConfiguring.Apply(new AgentEdit(transaction, new CatalogEdit(transaction), _options), definitions, _options.NodeName);
        }

        Rearm(transaction.Snapshot.Agent);
    }

    /// <summary>Takes the result of a check that the agent makes itself, unless it says nothing new, or the check has been registered anew meanwhile.</summary>
    /// <param name="made">The check as it was when it was made.</param>
    /// <param name="result">What came of it.</param>
    /// <returns>Whether it was news.</returns>
    /// <exception cref="RefusalException">What is written cannot be kept any more.</exception>
    public bool Tell(AgentCheck made, CheckResult result)
    {
        if (Registration(Table, made) is not { } check)
        {
            return false;
        }

        if ((check.Check.Status, check.Check.Output) == (result.Status, result.Output))
        {
            _critical.Follow(check);
            return false;
        }

        Write(edit =>
        {
            if (Registration(edit.Table, made) is { } current)
            {
                edit.Tell(current with { Check = current.Check with { Status = result.Status, Output = result.Output } });
            }
        });
        return true;
    }

    public void Dispose()
    {
        _timers.Dispose();
        _critical.Dispose();
    }

    private static AgentCheck? Registration(AgentTable table, AgentCheck made) =>
        table.Checks.GetValueOrDefault(made.Check.Id) is { } check && check.RegisteredIndex == made.RegisteredIndex ? check : null;

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

    private void Expire(string id) => FromTimer(() =>
        SetState(id, CheckStatus.Critical, static last => last.Length == 0 ? Expired : $"{Expired} (last output before timeout follows): {last}"));

    private void DeregisterCritical(string id) => FromTimer(() => Write(edit =>
    {
        // A better report may have come while the timer was already firing.
        if (edit.Table.Checks.GetValueOrDefault(id) is { Check: { Status: CheckStatus.Critical, ServiceId: var service } })
        {
            Log.Deregistered(_logger, service, id);
            edit.RemoveService(service);
        }
    }));

    private static void FromTimer(Action write)
    {
        try
        {
            write();
        }
        catch (RefusalException)
        {
            // The state takes no writes any more, and has said so in the log; what a timer throws would end the process.
        }
    }

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
        written.Removed.ForEach(_critical.Forget);
        written.Registered.ForEach(Arm);
        written.Registered.ForEach(check => _critical.Forget(check.Check.Id));
        written.Told.ForEach(_critical.Follow);
    }

    private void Rearm(AgentTable table)
    {
        _timers.DisarmAll();
        _critical.ForgetAll();
        foreach (var check in table.Checks.Values)
        {
            // After a restart whoever reports gets the whole time once more.
            Arm(check);
        }
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Deregistered service {Service}: its check {Check} was critical for too long")]
        public static partial void Deregistered(ILogger logger, string service, string check);
    }
}
