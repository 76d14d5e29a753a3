using PeeringServer.Core.Acl.Rules;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>The writes to policies.</summary>
internal sealed class AclPolicyStore(ClusterState state)
{
    /// <summary>Creates a policy, or changes the one whose id is given. Checks stand in the order in which a real server refuses.</summary>
    /// <exception cref="RefusalException">The caller may not, or something about the policy is not allowed.</exception>
    public AclPolicy Set(AclPolicyDraft draft, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        // Before the write: long rules would hold up every other one. What is wrong with them is told after all other faults.
        var rules = Parse(draft.Rules, out var fault);
        return state.Write(transaction =>
        {
            var table = transaction.Snapshot.Acl;
            ValidateName(draft.Name);
            var existing = draft.Id.Length == 0 ? null : Existing(table, draft.Id);
            ValidateUnique(table, draft.Name, existing);
            ValidateBuiltin(draft, existing);
            var policy = new AclPolicy
            {
                Id = existing?.Id ?? AclUuid.New(),
                Name = draft.Name,
                Description = draft.Description,
                Rules = rules ?? throw Invalid(fault),
                Datacenters = draft.Datacenters ?? [],
                CreateIndex = existing?.CreateIndex ?? transaction.Index,
                ModifyIndex = transaction.Index,
            };
            Write(transaction, table.With(policy));
            return policy;
        });
    }

    /// <summary>Deletes a policy; tokens that have it keep their other ones.</summary>
    /// <returns>False where there is no such policy.</returns>
    /// <exception cref="RefusalException">The caller may not, or it is one of Consul's own.</exception>
    public bool Delete(string id, IAuthorizer caller)
    {
        caller.Require(AclPermission.AclWrite);
        AclUuid.RequireIndexable("policy", id);
        return state.Write(transaction =>
        {
            var table = transaction.Snapshot.Acl;
            if (table.FindPolicy(id) is not { } policy)
            {
                return false;
            }

            if (AclBuiltinPolicies.Contains(policy.Id))
            {
                throw Invalid($"Delete operation not permitted on the builtin {policy.Name} policy");
            }

            Write(transaction, table.Without(policy, transaction.Index));
            return true;
        });
    }

    private static AclRules? Parse(string source, out string fault)
    {
        try
        {
            fault = "";
            return AclRulesParser.Parse(source);
        }
        catch (RefusalException refusal)
        {
            fault = refusal.Message;
            return null;
        }
    }

    private static void ValidateName(string name)
    {
        if (name.Length == 0)
        {
            throw Invalid("Invalid Policy: no Name is set");
        }

        if (!AclPolicyName.IsValid(name))
        {
            throw Invalid("Invalid Policy: invalid Name. Only alphanumeric characters, a single '/', '-' and '_' are allowed");
        }
    }

    private static AclPolicy Existing(AclTable table, string id)
    {
        if (AclUuid.FaultOf(id) is not null)
        {
            throw Invalid("Policy ID invalid UUID");
        }

        return table.FindPolicy(id) ?? throw Invalid($"cannot find policy {id}");
    }

    private static void ValidateUnique(AclTable table, string name, AclPolicy? existing)
    {
        if (table.FindPolicyByName(name) is null || existing?.Name == name)
        {
            return;
        }

        throw Invalid(existing is null
            ? $"Invalid Policy: A Policy with Name {GoQuote.Quote(name)} already exists"
            : $"Invalid Policy: A policy with name {GoQuote.Quote(name)} already exists");
    }

    private static void ValidateBuiltin(AclPolicyDraft draft, AclPolicy? existing)
    {
        if (existing is null || !AclBuiltinPolicies.Contains(existing.Id))
        {
            return;
        }

        if (draft.Datacenters is { IsEmpty: false })
        {
            throw Invalid($"Changing the Datacenters of the builtin {existing.Name} policy is not permitted");
        }

        if (draft.Rules != existing.Rules.Source)
        {
            throw Invalid($"Changing the Rules for the builtin {existing.Name} policy is not permitted");
        }
    }

    private static void Write(StateTransaction transaction, AclTable table)
    {
        transaction.Set(transaction.Snapshot with { Acl = table });
        transaction.Touch(Topic.AclPolicies);
    }

    private static RefusalException Invalid(string text) => new(RefusalKind.Invalid, text);
}
