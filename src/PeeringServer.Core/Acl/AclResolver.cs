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
        if (AclConstants.IsRoot(secret))
        {
            throw new RefusalException(RefusalKind.Invalid, AclConstants.RootDenied);
        }

        if (secret.Length > 0 && options.Acl.AgentRecoveryToken is { } recovery && AclSecretComparer.Instance.Equals(secret, recovery))
        {
            return _recovery.Value;
        }

        var table = state.Current.Acl;
        var merged = _merged;
        if (!ReferenceEquals(merged.Table, table))
        {
            _merged = merged = new Merged(table);
        }

        secret = secret.Length > 0 ? secret : AclConstants.AnonymousSecret;
        if (!merged.Tokens.TryGetValue(secret, out var known))
        {
            // Only secrets that exist are kept: what is made up by clients must not fill the memory.
            var token = table.FindTokenBySecret(secret) ?? throw NotFound();
            known = merged.Tokens.GetOrAdd(secret, (token, Merge(table, token)));
        }

        return known.Token.ExpirationTime is not null && known.Token.IsExpired(clock.GetUtcNow()) ? throw NotFound() : known.Identity;
    }

    private static RefusalException NotFound() => new(RefusalKind.Denied, AclConstants.NotFound);

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
        public ConcurrentDictionary<string, (AclToken Token, AclIdentity Identity)> Tokens { get; } = new(AclSecretComparer.Instance);
    }
}
