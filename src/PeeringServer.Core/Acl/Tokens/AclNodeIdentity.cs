using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>All that the agent of one node needs, granted by the node's name.</summary>
/// <param name="NodeName">The node.</param>
/// <param name="Datacenter">Where it holds.</param>
internal sealed record AclNodeIdentity(string NodeName, string Datacenter)
{
    /// <summary>What it comes down to; the text is shown to clients.</summary>
    public AclRules Rules => AclRulesParser.Parse(AclIdentityRules.Write("node", NodeName) + AclIdentityRules.ReadAll("service"));

    public AclPolicy SyntheticPolicy => AclSyntheticPolicy.Of(Rules, $"synthetic policy for node identity \"{NodeName}\"", [Datacenter]);
}
