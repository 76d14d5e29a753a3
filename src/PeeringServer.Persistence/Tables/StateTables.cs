using System.Collections.Immutable;
using System.Text.Json;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>What of a snapshot is kept, and how it is put together again. Names of tables and keys of rows are part of the format.</summary>
internal static class StateTables
{
    /// <summary>Set after all others: putting a row into its table moves the table's index.</summary>
    private static readonly StateTable<StoredIndexes> Indexes = new(
        "indexes", static snapshot => [new("", StoredIndexes.Of(snapshot))], StateJsonContext.Default.StoredIndexes, static (snapshot, _, indexes) => indexes.AddTo(snapshot));

    public static ImmutableArray<IStateTable> All { get; } =
    [
        new StateTable<CaRootsTable>("ca-roots", static snapshot => [new("", snapshot.CaRoots)], StateJsonContext.Default.CaRootsTable, static (snapshot, _, roots) => snapshot with { CaRoots = roots }),
        new StateTable<Peering>("peerings", static snapshot => snapshot.Peerings.ByName, StateJsonContext.Default.Peering, static (snapshot, _, peering) => snapshot with { Peerings = snapshot.Peerings.With(peering) }),
        new StateTable<PeeringSecrets>("peering-secrets", static snapshot => snapshot.Peerings.Secrets, StateJsonContext.Default.PeeringSecrets, static (snapshot, id, secrets) => snapshot with { Peerings = snapshot.Peerings.WithSecrets(id, secrets) }),
        new StateTable<AclPolicy>("acl-policies", static snapshot => snapshot.Acl.Policies, StateJsonContext.Default.AclPolicy, static (snapshot, _, policy) => snapshot with { Acl = snapshot.Acl.With(policy) }),
        new StateTable<AclToken>("acl-tokens", static snapshot => snapshot.Acl.Tokens, StateJsonContext.Default.AclToken, static (snapshot, _, token) => snapshot with { Acl = snapshot.Acl.With(token) }),
        Indexes,
    ];

    /// <summary>The snapshot that rows come from, whatever their order; null where there are none.</summary>
    /// <exception cref="JsonException">A row is damaged, or missing.</exception>
    public static ClusterSnapshot? Restore(IEnumerable<StoredRow> rows)
    {
        var tables = All.ToDictionary(static table => table.Name, StringComparer.Ordinal);
        ClusterSnapshot? snapshot = null;
        StoredRow? indexes = null;
        foreach (var row in rows)
        {
            snapshot ??= ClusterSnapshot.Initial;
            if (row.Table == Indexes.Name)
            {
                indexes = row;
                continue;
            }

            var table = tables.GetValueOrDefault(row.Table) ?? throw new JsonException($"There is no table {row.Table}.");
            snapshot = table.Restore(snapshot, row.Key, row.Value);
        }

        return snapshot is null ? null : Indexes.Restore(snapshot, "", indexes?.Value ?? throw new JsonException("The indexes are missing."));
    }
}
