using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.KeyValue;

/// <summary>The writes to single keys that callers ask for.</summary>
internal sealed class KeyValueStore(ClusterState state, TimeProvider clock)
{
    /// <exception cref="RefusalException">Not permitted.</exception>
    public void Set(KeyValueEntry entry, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.Write(entry.Key));
        Write(writer => writer.Set(entry));
    }

    /// <summary>Writes a value if the key is at an index; at 0 it must not exist.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public bool SetAt(KeyValueEntry entry, ulong index, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.Write(entry.Key));
        return Write(writer => writer.SetAt(entry, index)) is not null;
    }

    /// <summary>Writes a value and locks the key for the entry's session.</summary>
    /// <returns>False where another session has it, or had it until a moment ago and did not give it back.</returns>
    /// <exception cref="RefusalException">Not permitted, or there is no such session.</exception>
    public bool Lock(KeyValueEntry entry, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.Write(entry.Key));
        return !state.Current.KeyValues.IsLockDelayed(entry.Key, clock.GetUtcNow()) && Write(writer => writer.Lock(entry)) is not null;
    }

    /// <summary>Writes a value and unlocks the key.</summary>
    /// <returns>False where the entry's session has it not.</returns>
    /// <exception cref="RefusalException">Not permitted, or no session is named.</exception>
    public bool Unlock(KeyValueEntry entry, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.Write(entry.Key));
        return Write(writer => writer.Unlock(entry)) is not null;
    }

    /// <exception cref="RefusalException">Not permitted.</exception>
    public void Delete(string key, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.Write(key));
        state.Write(transaction => Writer(transaction).Delete(key));
    }

    /// <summary>Deletes a key that is at an index, or not there at all.</summary>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="RefusalException">Not permitted, or there is no key.</exception>
    public bool DeleteAt(string key, ulong index, IAuthorizer caller)
    {
        if (key.Length == 0)
        {
            throw new RefusalException(RefusalKind.Invalid, KeyValueConstants.MissingKey);
        }

        caller.Require(KeyPermissions.Write(key));
        return Write(writer => writer.DeleteAt(key, index));
    }

    /// <summary>Deletes every key that starts with a prefix.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public void DeleteUnder(string prefix, IAuthorizer caller)
    {
        caller.Require(KeyPermissions.WriteUnder(prefix));
        state.Write(transaction => Writer(transaction).DeleteUnder(prefix));
    }

    private T Write<T>(Func<KeyValueWriter, T> body)
    {
        try
        {
            return state.Write(transaction => body(Writer(transaction)));
        }
        catch (RefusalException refusal)
        {
            throw new RefusalException(refusal.Kind, KeyValueConstants.ApplyFailed + refusal.Message);
        }
    }

    private KeyValueWriter Writer(StateTransaction transaction) => new(transaction, clock.GetUtcNow());
}
