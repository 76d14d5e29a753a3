using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>Reads policies and tokens. Permission is asked for again after a wait.</summary>
internal sealed class AclReader(BlockingQuery queries, TimeProvider clock)
{
    /// <summary>All policies, in the order of their names.</summary>
    /// <exception cref="RefusalException">The caller may not.</exception>
    public async ValueTask<Reading<IReadOnlyList<AclPolicy>>> ListPoliciesAsync(QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.AclRead);
        var reading = await queries.RunAsync(
            Topic.AclPolicies,
            query,
            static snapshot => new Reading<IReadOnlyList<AclPolicy>>(snapshot.Acl.PolicyIndex, [.. snapshot.Acl.PoliciesByName.Values]),
            cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.AclRead);
        return reading;
    }

    /// <summary>One policy; the index is that of all policies.</summary>
    /// <exception cref="RefusalException">The caller may not, or the id is none.</exception>
    public ValueTask<Reading<AclPolicy?>> ReadPolicyAsync(string id, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.AclRead);
        AclUuid.RequireIndexable("policy", id);
        return ReadPolicyAsync(table => table.FindPolicy(id), query, caller, cancellation);
    }

    /// <summary>One policy by its name, in whatever case; the index is that of all policies.</summary>
    /// <exception cref="RefusalException">The caller may not.</exception>
    public ValueTask<Reading<AclPolicy?>> ReadPolicyByNameAsync(string name, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.AclRead);
        return ReadPolicyAsync(table => table.FindPolicyByName(name), query, caller, cancellation);
    }

    /// <summary>Tokens that have not expired, in the order of their secrets; without the secrets where the caller may not write.</summary>
    /// <exception cref="RefusalException">The caller may not, or the filter is none.</exception>
    public async ValueTask<Reading<IReadOnlyList<AclTokenView>>> ListTokensAsync(AclTokenFilter filter, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.AclRead);
        filter.Validate();
        var reading = await queries.RunAsync(
            Topic.AclTokens,
            query,
            static snapshot => new Reading<AclTable>(snapshot.Acl.TokenIndex, snapshot.Acl),
            cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.AclRead);
        var now = clock.GetUtcNow();
        var tokens = reading.Value.Tokens.Values.Where(token => !token.IsExpired(now) && filter.Matches(token)).OrderBy(static token => token.SecretId, StringComparer.Ordinal);
        return new(reading.Index, [.. tokens.Select(token => View(reading.Value, token, caller.Allows(AclPermission.AclWrite)))]);
    }

    /// <summary>One token by its accessor; without the secret where the caller may not write.</summary>
    /// <exception cref="RefusalException">The caller may not, or there is no such token.</exception>
    public async ValueTask<Reading<AclTokenView>> ReadTokenAsync(string accessor, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.AclRead);
        AclUuid.RequireIndexable("token", accessor);
        var (index, table, token) = await ReadTokenAsync(snapshot => snapshot.FindToken(accessor), query, cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.AclRead);
        return new(index, View(table, token, caller.Allows(AclPermission.AclWrite)));
    }

    /// <summary>The token that a secret belongs to: who has the secret may see all of it.</summary>
    /// <exception cref="RefusalException">Nobody has that secret.</exception>
    public async ValueTask<Reading<AclTokenView>> ReadOwnTokenAsync(string secret, QueryOptions query, CancellationToken cancellation)
    {
        var (index, table, token) = await ReadTokenAsync(snapshot => snapshot.FindTokenBySecret(secret), query, cancellation).ConfigureAwait(false);
        return new(index, View(table, token, showsSecret: true));
    }

    /// <summary>A stored token as it is shown.</summary>
    public static AclTokenView View(AclTable table, AclToken token, bool showsSecret) =>
        new(token, showsSecret ? token.SecretId : AclConstants.HiddenSecret, [.. table.PoliciesOf(token)]);

    /// <summary>A token that is missing, or goes while it is waited for, ends the query with a refusal.</summary>
    private async ValueTask<(ulong Index, AclTable Table, AclToken Token)> ReadTokenAsync(Func<AclTable, AclToken?> find, QueryOptions query, CancellationToken cancellation)
    {
        var reading = await queries.RunAsync(Topic.AclTokens, query, Read, cancellation).ConfigureAwait(false);
        return (reading.Index, reading.Value.Table, reading.Value.Token);

        Reading<(AclTable Table, AclToken Token)> Read(ClusterSnapshot snapshot)
        {
            var token = find(snapshot.Acl);
            return token is not null && !token.IsExpired(clock.GetUtcNow())
                ? new(snapshot.Acl.TokenIndex, (snapshot.Acl, token))
                : throw new RefusalException(RefusalKind.Denied, AclConstants.TokenMissing);
        }
    }

    private async ValueTask<Reading<AclPolicy?>> ReadPolicyAsync(Func<AclTable, AclPolicy?> find, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        var reading = await queries.RunAsync(Topic.AclPolicies, query, Read, cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.AclRead);
        return reading;

        Reading<AclPolicy?> Read(ClusterSnapshot snapshot)
        {
            var policy = find(snapshot.Acl);
            return new(snapshot.Acl.PolicyIndex, policy, policy is not null);
        }
    }
}
