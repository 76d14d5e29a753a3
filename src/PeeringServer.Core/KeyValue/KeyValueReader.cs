using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.KeyValue;

/// <summary>Reads keys.</summary>
internal sealed class KeyValueReader(BlockingQuery queries)
{
    /// <summary>One key; without it, the index is that of all keys.</summary>
    /// <exception cref="RefusalException">Not permitted; permission is asked for again after a wait.</exception>
    public async ValueTask<Reading<KeyValueEntry?>> GetAsync(string key, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(KeyPermissions.Read(key));
        var reading = await queries.RunAsync(KeyValueTopics.Key(key), query, Find, cancellation).ConfigureAwait(false);
        caller.Require(KeyPermissions.Read(key));
        return reading;

        Reading<KeyValueEntry?> Find(ClusterSnapshot snapshot) => snapshot.KeyValues.Find(key) is { } entry
            ? new(entry.ModifyIndex, entry)
            : new(snapshot.KeyValues.Index, null, Found: false);
    }

    /// <summary>Every key that starts with a prefix, in their order, without those that the caller may not read.</summary>
    /// <exception cref="RefusalException">The caller's token does not exist.</exception>
    public async ValueTask<Reading<IReadOnlyList<KeyValueEntry>>> ListAsync(string prefix, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.RequireToken();
        var reading = await queries.RunAsync(
            KeyValueTopics.Under(prefix),
            query,
            snapshot => new Reading<KeyValueTable>(snapshot.KeyValues.IndexUnder(prefix), snapshot.KeyValues),
            cancellation).ConfigureAwait(false);

        // Again, for the token may have gone while the query waited.
        caller.RequireToken();
        KeyValueEntry[] entries = [.. reading.Value.Under(prefix)];
        var readable = Array.FindAll(entries, entry => caller.Allows(KeyPermissions.Read(entry.Key)));
        return new(reading.Index, readable, HasHidden: readable.Length < entries.Length);
    }

    /// <summary>Names of the keys that start with a prefix, cut off after the first separator that follows it.</summary>
    /// <param name="prefix">What they start with.</param>
    /// <param name="separator">Where they are cut off; empty for nowhere.</param>
    /// <param name="query">What the caller has seen.</param>
    /// <param name="caller">Keys that it may not read are left out.</param>
    /// <param name="cancellation">The client left.</param>
    /// <exception cref="RefusalException">The caller's token does not exist.</exception>
    public async ValueTask<Reading<IReadOnlyList<string>>> KeysAsync(string prefix, string separator, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        var reading = await ListAsync(prefix, query, caller, cancellation).ConfigureAwait(false);
        return new(reading.Index, [.. reading.Value.Select(entry => CutOff(entry.Key, prefix.Length, separator)).Distinct(StringComparer.Ordinal)], HasHidden: reading.HasHidden);
    }

    private static string CutOff(string key, int start, string separator)
    {
        var at = separator.Length == 0 ? -1 : key.IndexOf(separator, start, StringComparison.Ordinal);
        return at < 0 ? key : key[..(at + separator.Length)];
    }
}
