using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>All that the agent of one node needs, granted by the node's name.</summary>
/// <param name="NodeName">The node.</param>
/// <param name="Datacenter">Where it holds.</param>
internal sealed record AclNodeIdentity(string NodeName, string Datacenter)
{
    /// <summary>What it comes down to.</summary>
    public AclRules Rules => AclRulesParser.Parse(
        $$"""
        node "{{NodeName}}" { policy = "write" }
        service_prefix "" { policy = "read" }
        """);
}
