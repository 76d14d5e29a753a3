using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>What a server with access control writes at its start, where it is not there yet: Consul's own policies, the configured management token, the anonymous one.</summary>
internal static class AclSeed
{
    /// <param name="snapshot">The state so far.</param>
    /// <param name="options">What is configured.</param>
    /// <param name="now">When.</param>
    public static ClusterSnapshot AddTo(ClusterSnapshot snapshot, AclOptions options, DateTimeOffset now)
    {
        if (!options.Enabled)
        {
            return snapshot;
        }

        foreach (var policy in AclBuiltinPolicies.All.Where(policy => snapshot.Acl.FindPolicy(policy.Id) is null))
        {
            var index = snapshot.Index + 1;
            snapshot = snapshot with { Index = index, Acl = snapshot.Acl.With(policy with { CreateIndex = index, ModifyIndex = index }) };
        }

        if (options.InitialManagementToken is { Length: > 0 } secret && snapshot.Acl.FindTokenBySecret(secret) is null)
        {
            snapshot = Add(snapshot, AclUuid.New(), secret, "Initial Management Token", now, AclBuiltinPolicies.GlobalManagementId);
            snapshot = snapshot with { Acl = snapshot.Acl with { BootstrapIndex = snapshot.Acl.BootstrapIndex == 0 ? snapshot.Index : snapshot.Acl.BootstrapIndex } };
        }

        return snapshot.Acl.FindToken(AclConstants.AnonymousAccessor) is null
            ? Add(snapshot, AclConstants.AnonymousAccessor, AclConstants.AnonymousSecret, "Anonymous Token", now)
            : snapshot;
    }

    private static ClusterSnapshot Add(ClusterSnapshot snapshot, string accessor, string secret, string description, DateTimeOffset now, params string[] policyIds)
    {
        var index = snapshot.Index + 1;
        var token = new AclToken
        {
            AccessorId = accessor,
            SecretId = secret,
            Description = description,
            PolicyIds = [.. policyIds],
            CreateTime = now,
            CreateIndex = index,
            ModifyIndex = index,
        };
        return snapshot with { Index = index, Acl = snapshot.Acl.With(token) };
    }
}
