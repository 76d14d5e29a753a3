using System.Collections.Immutable;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;

namespace PeeringServer.Core.Acl;

/// <summary>All policies and tokens of a cluster at one index.</summary>
internal sealed record AclTable
{
    public static readonly AclTable Empty = new();

    /// <summary>Index of the last write to any policy, 0 before the first.</summary>
    public ulong PolicyIndex { get; init; }

    /// <summary>Index of the last write to any token, 0 before the first.</summary>
    public ulong TokenIndex { get; init; }

    /// <summary>Index of the write that made the first management token; 0 while there is none, and one may be asked for.</summary>
    public ulong BootstrapIndex { get; init; }

    public ImmutableDictionary<string, AclPolicy> Policies { get; private init; } = ImmutableDictionary.Create<string, AclPolicy>(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order in which they are listed.</summary>
    public ImmutableSortedDictionary<string, AclPolicy> PoliciesByName { get; private init; } = ImmutableSortedDictionary.Create<string, AclPolicy>(StringComparer.Ordinal);

    public ImmutableDictionary<string, AclToken> Tokens { get; private init; } = ImmutableDictionary.Create<string, AclToken>(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<string, AclToken> TokensBySecret { get; private init; } = ImmutableDictionary.Create<string, AclToken>(AclSecretComparer.Instance);

    public AclPolicy? FindPolicy(string id) => Policies.GetValueOrDefault(id);

    /// <summary>The policy of that name, whatever the case it is asked for in.</summary>
    public AclPolicy? FindPolicyByName(string name) => PoliciesByName.GetValueOrDefault(name.ToLowerInvariant());

    public AclToken? FindToken(string accessor) => Tokens.GetValueOrDefault(accessor);

    public AclToken? FindTokenBySecret(string secret) => TokensBySecret.GetValueOrDefault(secret);

    public AclTable With(AclPolicy policy)
    {
        var names = FindPolicy(policy.Id) is { } existing ? PoliciesByName.Remove(KeyOf(existing)) : PoliciesByName;
        return this with
        {
            PolicyIndex = policy.ModifyIndex,
            Policies = Policies.SetItem(policy.Id, policy),
            PoliciesByName = names.SetItem(KeyOf(policy), policy),
        };
    }

    public AclTable Without(AclPolicy policy, ulong index) => this with
    {
        PolicyIndex = index,
        Policies = Policies.Remove(policy.Id),
        PoliciesByName = PoliciesByName.Remove(KeyOf(policy)),
    };

    public AclTable With(AclToken token) => this with
    {
        TokenIndex = token.ModifyIndex,
        Tokens = Tokens.SetItem(token.AccessorId, token),
        TokensBySecret = TokensBySecret.SetItem(token.SecretId, token),
    };

    public AclTable Without(AclToken token, ulong index) => this with
    {
        TokenIndex = index,
        Tokens = Tokens.Remove(token.AccessorId),
        TokensBySecret = TokensBySecret.Remove(token.SecretId),
    };

    /// <summary>The policies of a token that exist, as they are now.</summary>
    public IEnumerable<AclPolicy> PoliciesOf(AclToken token) => token.PolicyIds.Select(FindPolicy).OfType<AclPolicy>();

    private static string KeyOf(AclPolicy policy) => policy.Name.ToLowerInvariant();
}
