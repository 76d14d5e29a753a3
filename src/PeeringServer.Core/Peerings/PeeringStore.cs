using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>The writes to peerings, with the rules that hold whoever asks for them.</summary>
internal sealed class PeeringStore(ClusterState state)
{
    /// <summary>Creates or replaces a peering, and its secrets with it where they are given.</summary>
    /// <remarks>What the record leaves open (state, what is known of the remote side) stays as it is stored.</remarks>
    /// <exception cref="RefusalException">The name belongs to another id, the role would change, or it is marked for deletion.</exception>
    public Peering Put(Peering peering, Func<PeeringSecrets, PeeringSecrets>? secrets = null) => state.Write(transaction => Put(transaction, peering, secrets));

    /// <summary>
    /// Gives an acceptor's peering a new establishment secret; its index moves, and all else stays. One that the other side
    /// ended is left as it is, without a secret. In one write, for the peering may be made, ended or deleted meanwhile.
    /// </summary>
    /// <param name="draft">The peering to create where there is none by its name.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>The peering that has the name.</returns>
    /// <exception cref="RefusalException">The name is that of a peering that dials, or of one that is marked for deletion.</exception>
    public Peering PutEstablishmentSecret(Peering draft, string secret) => state.Write(transaction =>
    {
        var existing = transaction.Snapshot.Peerings.Find(draft.Name);
        PeeringRules.RequireRole(existing, isDialer: false);
        return existing is { State: PeeringState.Terminated } ? existing : Put(transaction, existing ?? draft, secrets => secrets with { Establishment = secret });
    });

    /// <summary>Changes a live peering; one that is gone, deleted or terminated stays as it is.</summary>
    /// <returns>The peering as written, or null where nothing was.</returns>
    public Peering? Update(string id, Func<Peering, Peering> change) => state.Write(transaction =>
    {
        var table = transaction.Snapshot.Peerings;
        if (table.FindById(id) is not { IsLive: true } existing)
        {
            return null;
        }

        var written = change(existing) with { ModifyIndex = transaction.Index };
        Set(transaction, table.With(written), written.Name);
        return written;
    });

    /// <summary>Marks a peering for deletion; silently nothing for one that is missing or marked already.</summary>
    /// <returns>The peering as it stands then, or null where there is none.</returns>
    public Peering? MarkForDeletion(string name, DateTimeOffset now) => state.Write(transaction =>
    {
        var table = transaction.Snapshot.Peerings;
        if (table.Find(name) is not { } existing || existing.IsDeleting)
        {
            return table.Find(name);
        }

        // Only what the tear-down needs is kept: metadata, certificates and the remote id go at once.
        var marked = new Peering
        {
            Id = existing.Id,
            Name = existing.Name,
            State = PeeringState.Deleting,
            DeletedAt = now,
            PeerServerAddresses = existing.PeerServerAddresses,
            ManualServerAddresses = existing.ManualServerAddresses,
            Remote = existing.Remote,
            CreateIndex = existing.CreateIndex,
            ModifyIndex = transaction.Index,
        };
        Set(transaction, table.With(marked).WithSecrets(marked.Id, PeeringSecrets.None), marked.Name);
        transaction.Touch(Topic.PeeringDeletions);
        return marked;
    });

    /// <summary>Marks a peering as ended by the other side; silently nothing for one that is not live.</summary>
    public void Terminate(string id) => state.Write(transaction =>
    {
        var table = transaction.Snapshot.Peerings;
        if (table.FindById(id) is { IsLive: true } existing)
        {
            var ended = existing with { State = PeeringState.Terminated, ModifyIndex = transaction.Index };
            Set(transaction, table.With(ended).WithSecrets(id, PeeringSecrets.None), ended.Name);
        }
    });

    /// <summary>Removes a peering that was marked for deletion; silently nothing for one that is gone.</summary>
    /// <exception cref="RefusalException">It was not marked.</exception>
    public void Remove(string id) => state.Write(transaction =>
    {
        var table = transaction.Snapshot.Peerings;
        if (table.FindById(id) is not { } existing)
        {
            return;
        }

        if (!existing.IsDeleting)
        {
            throw new RefusalException(RefusalKind.Conflict, PeeringConstants.RemovedWhileLive);
        }

        Set(transaction, table.Without(existing, transaction.Index), existing.Name);
    });

    /// <summary>Replaces a peering's secrets. They are no part of what is shown, so no reader of the peering wakes.</summary>
    /// <param name="id">Id of the peering.</param>
    /// <param name="change">Makes the new secrets of the old ones; what it throws leaves them as they were.</param>
    public void ChangeSecrets(string id, Func<PeeringSecrets, PeeringSecrets> change) => state.Write(transaction =>
    {
        var table = transaction.Snapshot.Peerings;
        var changed = change(table.SecretsOf(id));
        if (changed != table.SecretsOf(id))
        {
            transaction.Set(transaction.Snapshot with { Peerings = table.WithSecrets(id, changed) });
        }
    });

    private static Peering Put(StateTransaction transaction, Peering peering, Func<PeeringSecrets, PeeringSecrets>? secrets)
    {
        var table = transaction.Snapshot.Peerings;
        var existing = table.Find(peering.Name);
        var written = (existing is null ? Created(peering) : Merged(peering, existing)) with
        {
            CreateIndex = existing?.CreateIndex ?? transaction.Index,
            ModifyIndex = transaction.Index,
        };
        table = table.With(written);
        if (secrets is not null)
        {
            table = table.WithSecrets(written.Id, secrets(table.SecretsOf(written.Id)));
        }

        Set(transaction, table, written.Name);
        return written;
    }

    private static Peering Created(Peering peering)
    {
        if (peering.IsDeleting)
        {
            throw new RefusalException(RefusalKind.Conflict, PeeringConstants.NewButDeleted);
        }

        return peering.State == PeeringState.Undefined ? peering with { State = PeeringState.Pending } : peering;
    }

    private static Peering Merged(Peering peering, Peering existing)
    {
        if (!string.Equals(peering.Id, existing.Id, StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusalException(RefusalKind.Conflict, $"A peering already exists with the name \"{peering.Name}\" and a different ID \"{existing.Id}\"");
        }

        if (existing.IsDeleting)
        {
            throw new RefusalException(RefusalKind.Conflict, PeeringConstants.MarkedForDeletion);
        }

        if (peering.IsDialer != existing.IsDialer)
        {
            throw new RefusalException(RefusalKind.Conflict, $"Cannot switch peering dialing mode from {Lower(existing.IsDialer)} to {Lower(peering.IsDialer)}");
        }

        return peering with
        {
            State = peering.State == PeeringState.Undefined ? existing.State : peering.State,
            Remote = peering.Remote.IsEmpty ? existing.Remote : peering.Remote,
        };
    }

    private static string Lower(bool value) => value ? "true" : "false";

    private static void Set(StateTransaction transaction, PeeringTable table, string name)
    {
        transaction.Set(transaction.Snapshot with { Peerings = table });
        transaction.Touch(Topic.Peerings);
        transaction.Touch(Topic.Peering(name));
    }
}
