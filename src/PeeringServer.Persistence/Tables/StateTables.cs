using System.Collections.Immutable;
using System.Text.Json;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.KeyValue;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Sessions;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>What of a snapshot is kept, and how it is put together again. Names of tables and keys of rows are part of the format.</summary>
internal static class StateTables
{
    private static readonly StateJsonContext Json = StateJsonContext.Default;

    /// <summary>In the order in which they are restored: nodes before what is on them, indexes last, as every row moves that of its table.</summary>
    public static ImmutableArray<IStateTable> All { get; } =
    [
        new StateTable<CaRootsTable, CaRootsTable>("ca-roots", static s => s.CaRoots, static roots => [new("", roots)], Json.CaRootsTable, static (s, _, roots) => s with { CaRoots = roots }),
        new StateTable<ImmutableSortedDictionary<string, Peering>, Peering>("peerings", static s => s.Peerings.ByName, static rows => rows, Json.Peering, static (s, _, peering) => s with { Peerings = s.Peerings.With(peering) }),
        new StateTable<ImmutableDictionary<string, PeeringSecrets>, PeeringSecrets>("peering-secrets", static s => s.Peerings.Secrets, static rows => rows, Json.PeeringSecrets, static (s, id, secrets) => s with { Peerings = s.Peerings.WithSecrets(id, secrets) }),
        new StateTable<ImmutableDictionary<string, AclPolicy>, AclPolicy>("acl-policies", static s => s.Acl.Policies, static rows => rows, Json.AclPolicy, static (s, _, policy) => s with { Acl = s.Acl.With(policy) }),
        new StateTable<ImmutableDictionary<string, AclToken>, AclToken>("acl-tokens", static s => s.Acl.Tokens, static rows => rows, Json.AclToken, static (s, _, token) => s with { Acl = s.Acl.With(token) }),
        new StateTable<ConfigEntryTable, ConfigEntry>("config-entries", static s => s.ConfigEntries, static table => table.All.Select(static entry => Row(entry, entry.Kind, entry.Name)), Json.ConfigEntry, static (s, _, entry) => s with { ConfigEntries = s.ConfigEntries.With(entry) }),
        .. CatalogTables.All,
        new StateTable<ImmutableSortedDictionary<string, CatalogService>, CatalogService>("agent-services", static s => s.Agent.Services, static rows => rows, Json.CatalogService, static (s, id, service) => s with { Agent = s.Agent with { Services = s.Agent.Services.SetItem(id, service) } }),
        new StateTable<ImmutableSortedDictionary<string, AgentServiceOrigin>, AgentServiceOrigin>("agent-origins", static s => s.Agent.Origins, static rows => rows, Json.AgentServiceOrigin, static (s, id, origin) => s with { Agent = s.Agent with { Origins = s.Agent.Origins.SetItem(id, origin) } }),
        new StateTable<ImmutableSortedDictionary<string, AgentCheck>, AgentCheck>("agent-checks", static s => s.Agent.Checks, static rows => rows, Json.AgentCheck, static (s, id, check) => s with { Agent = s.Agent with { Checks = s.Agent.Checks.SetItem(id, check) } }),
        new StateTable<PrefixMap<KeyValueEntry>, KeyValueEntry>("keys", static s => s.KeyValues.Entries, static map => map.Pairs, Json.KeyValueEntry, static (s, _, entry) => s with { KeyValues = s.KeyValues.With(entry) }),
        new StateTable<PrefixMap<Tombstone>, Tombstone>("key-tombstones", static s => s.KeyValues.Tombstones, static map => map.Pairs, Json.Tombstone, static (s, key, stone) => s with { KeyValues = s.KeyValues with { Tombstones = s.KeyValues.Tombstones.With(key, stone) } }),
        new StateTable<ImmutableDictionary<string, DateTimeOffset>, StoredTime>("key-lock-delays", static s => s.KeyValues.LockDelays, static rows => rows.Select(static row => KeyValuePair.Create(row.Key, new StoredTime(row.Value))), Json.StoredTime, static (s, key, time) => s with { KeyValues = s.KeyValues with { LockDelays = s.KeyValues.LockDelays.SetItem(key, time.Until) } }),
        new StateTable<ImmutableSortedDictionary<string, Session>, Session>("sessions", static s => s.Sessions.ById, static rows => rows, Json.Session, static (s, _, session) => s with { Sessions = s.Sessions.With(session) }),
        new StateTable<ClusterSnapshot, StoredIndexes>(IndexesName, static s => s, static s => [new("", StoredIndexes.Of(s))], Json.StoredIndexes, static (s, _, indexes) => indexes.AddTo(s)),
    ];

    private const string IndexesName = "indexes";

    /// <summary>The snapshot that rows come from, whatever their order; null where there are none.</summary>
    /// <exception cref="JsonException">A row is damaged, or missing.</exception>
    public static ClusterSnapshot? Restore(IEnumerable<StoredRow> rows)
    {
        var byTable = rows.ToLookup(static row => row.Table, StringComparer.Ordinal);
        if (byTable.Count == 0)
        {
            return null;
        }

        if (byTable.Select(static table => table.Key).Except(All.Select(static table => table.Name)).FirstOrDefault() is { } unknown)
        {
            throw new JsonException($"There is no table {unknown}.");
        }

        if (!byTable.Contains(IndexesName))
        {
            throw new JsonException("The indexes are missing.");
        }

        return All.Aggregate(ClusterSnapshot.Initial, (snapshot, table) => byTable[table.Name].Aggregate(snapshot, (s, row) => table.Restore(s, row.Key, row.Value)));
    }

    /// <summary>A row whose key is made of several parts, none of which holds the sign between them.</summary>
    public static KeyValuePair<string, T> Row<T>(T row, params ReadOnlySpan<string> key) => new(string.Join(KeySeparator, key), row);

    /// <summary>ASCII's own sign for this.</summary>
    public const char KeySeparator = '\u001f';
}
