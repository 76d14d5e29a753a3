using System.Collections.Immutable;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>All that one service needs, granted by its name.</summary>
/// <param name="ServiceName">The service.</param>
/// <param name="Datacenters">Where it holds; empty for everywhere.</param>
internal sealed record AclServiceIdentity(string ServiceName, ImmutableArray<string> Datacenters)
{
    /// <summary>What it comes down to.</summary>
    public AclRules Rules => AclRulesParser.Parse(
        $$"""
        service "{{ServiceName}}" { policy = "write" }
        service "{{ServiceName}}-sidecar-proxy" { policy = "write" }
        service_prefix "" { policy = "read" }
        node_prefix "" { policy = "read" }
        """);

    public bool HoldsIn(string datacenter) => Datacenters.IsEmpty || Datacenters.Contains(datacenter, StringComparer.Ordinal);
}
