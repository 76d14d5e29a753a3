using PeeringServer.Core.Acl;
using PeeringServer.Core.ConfigEntries.Rules;
using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Writes and deletes config entries.</summary>
internal sealed class ConfigEntryStore(ClusterState state)
{
    /// <summary>Writes an entry. One that says what is stored already takes no index, and succeeds at whatever index is asked for.</summary>
    /// <param name="entry">The entry as decoded.</param>
    /// <param name="index">Index the stored entry must be at; 0 for none stored, null for whatever there is.</param>
    /// <param name="caller">Who writes.</param>
    /// <returns>False where the stored one is not at the index.</returns>
    /// <exception cref="RefusalException">Not valid, not permitted, or at odds with what is stored.</exception>
    public bool Put(ConfigEntry entry, ulong? index, IAuthorizer caller)
    {
        caller.RequireToken();
        ConfigEntryRules.Validate(entry);
        ConfigEntryPermissions.RequireWrite(entry, caller);
        return state.Write(transaction => Put(transaction, entry, index));
    }

    /// <summary>Deletes an entry; one that is not there is nothing to complain about.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name; of kinds that have only one entry whatever name.</param>
    /// <param name="index">Index it must be at, or null for whatever index.</param>
    /// <param name="caller">Who deletes.</param>
    /// <returns>False where it is at another index.</returns>
    /// <exception cref="RefusalException">The name is not one of the kind, or not permitted.</exception>
    public bool Delete(string kind, string name, ulong? index, IAuthorizer caller)
    {
        caller.RequireToken();
        var stored = ConfigEntryRules.NormaliseName(kind, name);
        ConfigEntryPermissions.RequireWrite(kind, stored, caller);
        return state.Write(transaction => Delete(transaction, kind, stored, index));
    }

    private static bool Put(StateTransaction transaction, ConfigEntry entry, ulong? index)
    {
        var table = transaction.Snapshot.ConfigEntries;
        var existing = table.Find(entry.Kind, entry.Name);
        if (existing is not null && existing.HasContentOf(entry))
        {
            return true;
        }

        if (index is { } expected && expected != (existing?.ModifyIndex ?? 0))
        {
            return false;
        }

        var written = entry with { CreateIndex = existing?.CreateIndex ?? transaction.Index, ModifyIndex = transaction.Index };
        transaction.Set(transaction.Snapshot with { ConfigEntries = table.With(written) });
        ProtocolRules.Require(transaction.Snapshot, entry.Kind, entry.Name);
        ConfigEntryTopics.Touch(transaction, written);
        return true;
    }

    private static bool Delete(StateTransaction transaction, string kind, string name, ulong? index)
    {
        var table = transaction.Snapshot.ConfigEntries;
        if (table.Find(kind, name) is not { } existing)
        {
            return true;
        }

        if (index is { } expected && expected != existing.ModifyIndex)
        {
            return false;
        }

        transaction.Set(transaction.Snapshot with { ConfigEntries = table.Without(existing, transaction.Index) });
        ProtocolRules.Require(transaction.Snapshot, kind, name);
        ConfigEntryTopics.Touch(transaction, existing);
        return true;
    }
}
