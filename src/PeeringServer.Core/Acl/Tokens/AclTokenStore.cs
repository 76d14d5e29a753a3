using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>The writes to tokens.</summary>
internal sealed class AclTokenStore(ClusterState state, TimeProvider clock)
{
    /// <summary>Creates a token. Checks stand in the order in which a real server refuses.</summary>
    /// <exception cref="RefusalException">The caller may not, or something about the token is not allowed.</exception>
    public AclToken Create(AclTokenDraft draft, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        return state.Write(transaction => Create(transaction, draft));
    }

    /// <summary>Changes the token whose accessor is given; secret, expiration and locality stay what they are.</summary>
    /// <exception cref="RefusalException">The caller may not, there is no such token, or something about it is not allowed.</exception>
    public AclToken Update(AclTokenDraft draft, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        return state.Write(transaction =>
        {
            var existing = Existing(transaction.Snapshot.Acl, draft);
            return Write(transaction, draft, existing with { Description = draft.Description, ModifyIndex = transaction.Index });
        });
    }

    /// <summary>Creates a token that may do what another one may.</summary>
    /// <param name="accessor">The other one.</param>
    /// <param name="description">Its description; empty for that of the other one.</param>
    /// <param name="caller">Who asks.</param>
    /// <exception cref="RefusalException">The caller may not, or there is no such token.</exception>
    public AclToken Clone(string accessor, string description, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        return state.Write(transaction =>
        {
            var original = Find(transaction.Snapshot.Acl, accessor) ?? throw new RefusalException(RefusalKind.Denied, AclConstants.TokenMissing);
            return Create(transaction, new AclTokenDraft
            {
                Description = description.Length > 0 ? description : original.Description,
                Policies = [.. transaction.Snapshot.Acl.PoliciesOf(original).Select(static policy => new AclLink(policy.Id, ""))],
                ServiceIdentities = original.ServiceIdentities,
                NodeIdentities = original.NodeIdentities,
                Local = original.Local,
                ExpirationTime = original.ExpirationTime,
            });
        });
    }

    /// <summary>Deletes a token.</summary>
    /// <param name="accessor">Which one.</param>
    /// <param name="secret">What the caller itself was known by: who asks cannot delete its own token.</param>
    /// <param name="caller">Who asks.</param>
    /// <returns>False where there is no such token.</returns>
    /// <exception cref="RefusalException">The caller may not, or the token cannot be deleted.</exception>
    public bool Delete(string accessor, string secret, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        if (AclUuid.FaultOf(accessor) is not null)
        {
            throw Invalid("Accessor ID is missing or an invalid UUID");
        }

        if (accessor == AclConstants.AnonymousAccessor)
        {
            throw Invalid("Delete operation not permitted on the anonymous token");
        }

        return state.Write(transaction =>
        {
            var table = transaction.Snapshot.Acl;
            if (table.FindToken(accessor) is not { } token)
            {
                return false;
            }

            if (table.FindTokenBySecret(secret) == token)
            {
                throw Invalid("Deletion of the request's authorization token is not permitted");
            }

            Set(transaction, table.Without(token, transaction.Index));
            return true;
        });
    }

    /// <summary>Removes the tokens whose time is over.</summary>
    /// <returns>Accessors of those removed.</returns>
    public IReadOnlyList<string> RemoveExpired() => state.Write(transaction =>
    {
        var now = clock.GetUtcNow();
        var expired = transaction.Snapshot.Acl.Tokens.Values.Where(token => token.IsExpired(now)).ToList();
        if (expired.Count > 0)
        {
            Set(transaction, expired.Aggregate(transaction.Snapshot.Acl, (table, token) => table.Without(token, transaction.Index)));
        }

        return expired.ConvertAll(static token => token.AccessorId);
    });

    /// <summary>A token that exists and has not expired.</summary>
    public AclToken? Find(AclTable table, string accessor) => table.FindToken(accessor) is { } token && !token.IsExpired(clock.GetUtcNow()) ? token : null;

    private AclToken Create(StateTransaction transaction, AclTokenDraft draft)
    {
        var table = transaction.Snapshot.Acl;
        if (draft.AccessorId.Length > 0)
        {
            AclTokenRules.ValidateChosenId(table, "AccessorID", draft.AccessorId);
        }

        if (draft.SecretId.Length > 0)
        {
            AclTokenRules.ValidateChosenId(table, "SecretID", draft.SecretId);
        }

        var now = clock.GetUtcNow();
        var expiration = AclTokenRules.ExpirationOf(draft, now);
        if (draft.AuthMethod.Length > 0)
        {
            throw Invalid("AuthMethod field is disallowed outside of login");
        }

        return Write(transaction, draft, new AclToken
        {
            AccessorId = draft.AccessorId.Length > 0 ? draft.AccessorId : AclUuid.New(),
            SecretId = draft.SecretId.Length > 0 ? draft.SecretId : AclUuid.NewSecret(),
            Description = draft.Description,
            Local = draft.Local,
            ExpirationTime = expiration,
            CreateTime = now,
            CreateIndex = transaction.Index,
            ModifyIndex = transaction.Index,
        });
    }

    private AclToken Existing(AclTable table, AclTokenDraft draft)
    {
        if (AclUuid.FaultOf(draft.AccessorId) is not null)
        {
            throw Invalid("AccessorID is not a valid UUID");
        }

        if (AclConstants.IsRoot(draft.SecretId))
        {
            throw new RefusalException(RefusalKind.Denied, AclConstants.RootFixed);
        }

        var existing = Find(table, draft.AccessorId) ?? throw Invalid($"Cannot find token {GoQuote.Quote(draft.AccessorId)}");
        if (draft.SecretId.Length > 0 && table.FindTokenBySecret(draft.SecretId) != existing)
        {
            throw Invalid("Changing a token's SecretID is not permitted");
        }

        if (draft.Local != existing.Local)
        {
            throw Invalid($"Cannot toggle local mode of {draft.AccessorId}");
        }

        if (draft.AuthMethod.Length > 0)
        {
            throw Invalid($"Cannot change AuthMethod of {draft.AccessorId}");
        }

        return draft.ExpirationTtl != 0 || (draft.ExpirationTime is { } time && time != existing.ExpirationTime)
            ? throw Invalid($"Cannot change expiration time of {draft.AccessorId}")
            : existing;
    }

    private static AclToken Write(StateTransaction transaction, AclTokenDraft draft, AclToken token)
    {
        var table = transaction.Snapshot.Acl;
        AclTokenRules.RefuseRoles(draft.Roles);
        var written = token with
        {
            PolicyIds = AclTokenRules.PolicyIds(table, draft.Policies),
            ServiceIdentities = AclTokenRules.ServiceIdentities(draft),
            NodeIdentities = AclTokenRules.NodeIdentities(draft),
        };
        AclTokenRules.RefuseTemplates(draft.TemplatedPolicies);
        Set(transaction, table.With(written));
        return written;
    }

    private static void Set(StateTransaction transaction, AclTable table)
    {
        transaction.Set(transaction.Snapshot with { Acl = table });
        transaction.Touch(Topic.AclTokens);
    }

    private static RefusalException Invalid(string text) => new(RefusalKind.Invalid, text);
}
