using System.Collections.Concurrent;
using PeeringServer.Core.Acl.Rules;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>Finds out who a secret belongs to, by the state of the moment. What was merged for a token is kept until policies or tokens change.</summary>
internal sealed class AclResolver(ClusterState state, ClusterOptions options, TimeProvider clock)
{
    private readonly Lazy<AclIdentity> _recovery = new(() => Recovery(options));
    private volatile Merged _merged = new(AclTable.Empty);

    /// <param name="secret">What the client sent; empty for the anonymous token.</param>
    /// <exception cref="RefusalException">Nobody has that secret, or no longer.</exception>
    public AclIdentity Resolve(string secret)
    {
        if (secret is "allow" or "deny" or "manage")
        {
            throw new RefusalException(RefusalKind.Invalid, AclConstants.RootDenied);
        }

        if (secret.Length > 0 && options.Acl.AgentRecoveryToken is { } recovery && AclSecretKey.Of(secret) == AclSecretKey.Of(recovery))
        {
            return _recovery.Value;
        }

        var table = state.Current.Acl;
        var token = table.FindTokenBySecret(secret.Length > 0 ? secret : AclConstants.AnonymousSecret);
        if (token is null || token.IsExpired(clock.GetUtcNow()))
        {
            throw new RefusalException(RefusalKind.Denied, AclConstants.NotFound);
        }

        var merged = _merged;
        if (!ReferenceEquals(merged.Table, table))
        {
            _merged = merged = new Merged(table);
        }

        return merged.Identities.TryGetValue(token.AccessorId, out var identity)
            ? identity
            : merged.Identities.GetOrAdd(token.AccessorId, static (_, found) => found.Resolver.Merge(found.Table, found.Token), (Resolver: this, Table: table, Token: token));
    }

    private AclIdentity Merge(AclTable table, AclToken token)
    {
        var policies = table.PoliciesOf(token).Where(policy => policy.HoldsIn(options.Datacenter)).Select(static policy => policy.Rules);
        return new AclIdentity(token.AccessorId, AclRuleSet.Merge(policies.Concat(token.IdentityRules(options.Datacenter))), AllowsByDefault(options));
    }

    private static AclIdentity Recovery(ClusterOptions options)
    {
        var rules = AclRulesParser.Parse(
            $$"""
            agent "{{options.NodeName}}" { policy = "write" }
            node_prefix "" { policy = "read" }
            """);
        return new AclIdentity($"agent-recovery:{options.NodeName}", AclRuleSet.Merge([rules]), AllowsByDefault(options));
    }

    private static bool AllowsByDefault(ClusterOptions options) => options.Acl.DefaultPolicy == AclDefaultPolicy.Allow;

    private sealed record Merged(AclTable Table)
    {
        public ConcurrentDictionary<string, AclIdentity> Identities { get; } = new(StringComparer.Ordinal);
    }
}
