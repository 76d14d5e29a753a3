using System.Collections.Immutable;
using System.Text;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>What an identity comes down to, as the policy that it is shown as.</summary>
internal static class AclSyntheticPolicy
{
    /// <summary>Consul means to hash the rules, but hashes nothing and puts it behind them: 128 bits of FNV-1a of no bytes at all.</summary>
    private const string HashOfNothing = "6c62272e07bb014262b821756295c58d";

    /// <param name="rules">The rules of the identity.</param>
    /// <param name="description">What it stands for.</param>
    /// <param name="datacenters">Where it holds; empty for everywhere.</param>
    public static AclPolicy Of(AclRules rules, string description, ImmutableArray<string> datacenters)
    {
        var id = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(rules.Source)) + HashOfNothing;
        return new AclPolicy { Id = id, Name = $"synthetic-policy-{id}", Description = description, Rules = rules, Datacenters = datacenters };
    }
}
