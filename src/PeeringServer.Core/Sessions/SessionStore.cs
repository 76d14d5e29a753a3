using PeeringServer.Core.Acl;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Sessions;

/// <summary>Creates, renews and ends sessions.</summary>
internal sealed class SessionStore(ClusterState state, SessionDeadlines deadlines, ClusterOptions options, TimeProvider clock)
{
    /// <summary>Checks stand in the order in which a real server refuses.</summary>
    /// <exception cref="RefusalException">Not permitted, not valid, or the node or a check is not there.</exception>
    public Session Create(SessionRequest request, IAuthorizer caller)
    {
        if (request.Node.Length == 0)
        {
            throw new RefusalException(RefusalKind.Invalid, SessionConstants.MissingNodeName);
        }

        caller.Require(SessionPermissions.Write(request.Node));
        var settled = request.Settled();
        var session = new Session
        {
            Id = Guid.NewGuid().ToString(),
            Name = settled.Name,
            Node = settled.Node,
            LockDelay = settled.LockDelay,
            Behavior = SessionRules.Behavior(settled.Behavior),
            Ttl = settled.Ttl,
            TimeToLive = SessionRules.TimeToLive(settled.Ttl, options.SessionTtlMin),
            NodeChecks = settled.NodeChecks,
            ServiceChecks = settled.ServiceChecks,
            Checks = settled.Checks,
        };
        return state.Write(transaction => Create(transaction, session));
    }

    /// <summary>Ends a session; one that is gone is nothing to complain about.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public void Destroy(string id, IAuthorizer caller)
    {
        caller.RequireToken();
        if (state.Current.Sessions.Find(id) is not { } session)
        {
            return;
        }

        caller.Require(SessionPermissions.Write(session.Node));
        state.Write(transaction => End(transaction, transaction.Snapshot.Sessions.Find(id)));
    }

    /// <summary>Gives a session its time to live again.</summary>
    /// <returns>The session, or null where there is none.</returns>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public Session? Renew(string id, IAuthorizer caller)
    {
        caller.RequireToken();
        if (state.Current.Sessions.Find(id) is not { } session)
        {
            return null;
        }

        caller.Require(SessionPermissions.Write(session.Node));
        deadlines.Restart(session);
        return session;
    }

    /// <summary>Ends a session whose time is over, unless it was renewed in the meantime.</summary>
    public void Expire(string id) => state.Write(transaction =>
    {
        if (deadlines.IsOverdue(id))
        {
            End(transaction, transaction.Snapshot.Sessions.Find(id));
        }
    });

    /// <summary>Ends the sessions that another write leaves without ground: their node went, or one of their checks went or fails.</summary>
    public void EndUnfounded(StateTransaction transaction)
    {
        var catalog = transaction.Snapshot.Catalog;
        if (ReferenceEquals(catalog, state.Current.Catalog))
        {
            return;
        }

        foreach (var session in transaction.Snapshot.Sessions.ById.Values.Where(session => SessionRules.Fault(session, catalog.Local) is not null))
        {
            End(transaction, session);
        }
    }

    private Session Create(StateTransaction transaction, Session session)
    {
        if (SessionRules.Fault(session, transaction.Snapshot.Catalog.Local) is { } fault)
        {
            throw new RefusalException(RefusalKind.Invalid, fault);
        }

        var written = session with { CreateIndex = transaction.Index, ModifyIndex = transaction.Index };
        transaction.Set(transaction.Snapshot with { Sessions = transaction.Snapshot.Sessions.With(written) });
        SessionTopics.Touch(transaction, written);

        // Before the worker wakes by this write: it is to find the time counted from the creation, not from its own wake-up.
        deadlines.Restart(written);
        return written;
    }

    private void End(StateTransaction transaction, Session? session)
    {
        if (session is null)
        {
            return;
        }

        transaction.Set(transaction.Snapshot with { Sessions = transaction.Snapshot.Sessions.Without(session, transaction.Index) });
        SessionTopics.Touch(transaction, session);
        new KeyValueWriter(transaction, clock.GetUtcNow()).ReleaseAll(session.Id, session.Behavior == SessionBehavior.Delete, session.EffectiveLockDelay);
        deadlines.Forget(session);
    }
}
