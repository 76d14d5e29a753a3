using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.KeyValue;

/// <summary>Changes of keys within one write. What changes nothing leaves the indexes as they are.</summary>
internal sealed class KeyValueWriter(StateTransaction transaction, DateTimeOffset now)
{
    private KeyValueTable Table => transaction.Snapshot.KeyValues;

    public KeyValueEntry? Find(string key) => Table.Find(key);

    public IReadOnlyList<KeyValueEntry> Under(string prefix) => [.. Table.Under(prefix)];

    /// <summary>Writes a value; who holds the key as a lock keeps it.</summary>
    public KeyValueEntry Set(KeyValueEntry entry) => Put(entry with { Session = Find(entry.Key)?.Session ?? "" });

    /// <summary>Writes a value if the key is at an index; at 0 it must not exist.</summary>
    /// <returns>What was written, or null where nothing was.</returns>
    public KeyValueEntry? SetAt(KeyValueEntry entry, ulong index) => (Find(entry.Key)?.ModifyIndex ?? 0) == index ? Set(entry) : null;

    /// <summary>Deletes a key; one that is not there is nothing to complain about.</summary>
    public void Delete(string key)
    {
        if (Find(key) is not null)
        {
            Set(Table.Without(key, transaction.Index, now), key);
        }
    }

    /// <summary>Deletes a key that is at an index, or not there at all.</summary>
    public bool DeleteAt(string key, ulong index)
    {
        if (Find(key) is { } existing && existing.ModifyIndex != index)
        {
            return false;
        }

        Delete(key);
        return true;
    }

    /// <summary>Deletes every key that starts with a prefix.</summary>
    public void DeleteUnder(string prefix)
    {
        var deleted = Under(prefix);
        if (deleted.Count == 0)
        {
            return;
        }

        transaction.Set(transaction.Snapshot with { KeyValues = Table.WithoutUnder(prefix, transaction.Index, now) });
        foreach (var entry in deleted)
        {
            KeyValueTopics.Touch(transaction, entry.Key);
        }
    }

    /// <summary>Writes a value and takes the key as a lock for the entry's session, if no other session has it.</summary>
    /// <returns>What was written, or null where another session has it.</returns>
    /// <exception cref="RefusalException">There is no such session.</exception>
    public KeyValueEntry? Lock(KeyValueEntry entry)
    {
        RequireSessionId(entry);
        var session = transaction.Snapshot.Sessions.Find(entry.Session)
            ?? throw new RefusalException(RefusalKind.Invalid, KeyValueConstants.InvalidSession(GoQuote.Quote(entry.Session)));

        // Sessions are found whatever the case of their id; what holds the key is the session, as it is to be released with it.
        entry = entry with { Session = session.Id };

        var existing = Find(entry.Key);
        if (existing is { Session.Length: > 0 } && existing.Session != entry.Session)
        {
            return null;
        }

        var isHeld = existing?.Session == entry.Session;
        var times = existing?.LockIndex ?? 0;
        return Put(entry with { LockIndex = isHeld ? times : times + 1 });
    }

    /// <summary>Writes a value and gives the key back, if the entry's session has it as a lock.</summary>
    /// <returns>What was written, or null where the session has it not.</returns>
    /// <exception cref="RefusalException">No session is named.</exception>
    public KeyValueEntry? Unlock(KeyValueEntry entry)
    {
        RequireSessionId(entry);
        return Find(entry.Key) is { } existing && string.Equals(existing.Session, entry.Session, StringComparison.OrdinalIgnoreCase)
            ? Put(entry with { Session = "", LockIndex = existing.LockIndex })
            : null;
    }

    /// <summary>Takes away what a session that ended has locked, or deletes it, and keeps others from it for a while.</summary>
    /// <param name="session">Id of the session.</param>
    /// <param name="delete">Whether its keys go with it.</param>
    /// <param name="lockDelay">How long nobody else can lock them; zero or less for not at all.</param>
    public void ReleaseAll(string session, bool delete, TimeSpan lockDelay)
    {
        // Sessions end far less often than keys are written: the keys of one are looked for rather than kept track of.
        foreach (var held in Table.Under("").Where(entry => entry.Session == session).ToList())
        {
            if (delete)
            {
                Delete(held.Key);
            }
            else
            {
                Put(held with { Session = "" });
            }

            if (lockDelay > TimeSpan.Zero)
            {
                transaction.Set(transaction.Snapshot with { KeyValues = Table.WithLockDelay(held.Key, now + lockDelay, now) });
            }
        }
    }

    private KeyValueEntry Put(KeyValueEntry entry)
    {
        var existing = Find(entry.Key);
        if (existing is not null && existing.HasContentOf(entry))
        {
            return existing;
        }

        var written = entry with { CreateIndex = existing?.CreateIndex ?? transaction.Index, ModifyIndex = transaction.Index };
        Set(Table.With(written), written.Key);
        return written;
    }

    private void Set(KeyValueTable table, string key)
    {
        transaction.Set(transaction.Snapshot with { KeyValues = table });
        KeyValueTopics.Touch(transaction, key);
    }

    private static void RequireSessionId(KeyValueEntry entry)
    {
        if (entry.Session.Length == 0)
        {
            throw new RefusalException(RefusalKind.Invalid, KeyValueConstants.MissingSession);
        }
    }
}
