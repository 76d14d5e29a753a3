using System.Collections.Immutable;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>All that one service needs, granted by its name.</summary>
/// <param name="ServiceName">The service.</param>
/// <param name="Datacenters">Where it holds; empty for everywhere.</param>
internal sealed record AclServiceIdentity(string ServiceName, ImmutableArray<string> Datacenters)
{
    /// <summary>What it comes down to; the text is shown to clients.</summary>
    public AclRules Rules => AclRulesParser.Parse(
        AclIdentityRules.Write("service", ServiceName)
        + AclIdentityRules.Write("service", $"{ServiceName}-sidecar-proxy")
        + AclIdentityRules.ReadAll("service")
        + AclIdentityRules.ReadAll("node"));

    public AclPolicy SyntheticPolicy => AclSyntheticPolicy.Of(Rules, $"synthetic policy for service identity \"{ServiceName}\"", Datacenters);

    public bool HoldsIn(string datacenter) => Datacenters.IsEmpty || Datacenters.Contains(datacenter, StringComparer.Ordinal);
}
