using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>The indexes that are no row's own. They never go back, not even where what they are about is gone.</summary>
internal sealed record StoredIndexes
{
    public ulong State { get; init; }

    public ulong Peerings { get; init; }

    public ulong AclPolicies { get; init; }

    public ulong AclTokens { get; init; }

    public ulong AclBootstrap { get; init; }

    public ulong KeyValues { get; init; }

    public ulong Sessions { get; init; }

    public ulong ConfigEntries { get; init; }

    public static StoredIndexes Of(ClusterSnapshot snapshot) => new()
    {
        State = snapshot.Index,
        Peerings = snapshot.Peerings.Index,
        AclPolicies = snapshot.Acl.PolicyIndex,
        AclTokens = snapshot.Acl.TokenIndex,
        AclBootstrap = snapshot.Acl.BootstrapIndex,
        KeyValues = snapshot.KeyValues.Index,
        Sessions = snapshot.Sessions.Index,
        ConfigEntries = snapshot.ConfigEntries.Index,
    };

    public ClusterSnapshot AddTo(ClusterSnapshot snapshot) => snapshot with
    {
        Index = State,
        Peerings = snapshot.Peerings with { Index = Peerings },
        Acl = snapshot.Acl with { PolicyIndex = AclPolicies, TokenIndex = AclTokens, BootstrapIndex = AclBootstrap },
        KeyValues = snapshot.KeyValues with { Index = KeyValues },
        Sessions = snapshot.Sessions with { Index = Sessions },
        ConfigEntries = snapshot.ConfigEntries with { Index = ConfigEntries },
    };
}
