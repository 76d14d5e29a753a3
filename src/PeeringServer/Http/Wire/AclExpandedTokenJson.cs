using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Acl.Tokens;

namespace PeeringServer.Http.Wire;

/// <summary>A token with all that it comes down to; members in the order of the wire.</summary>
internal sealed record AclExpandedTokenJson : AclTokenJson
{
    public AclExpandedTokenJson(AclTokenView view, ClusterOptions options)
        : base(view)
    {
        ImmutableArray<AclPolicyJson> policies = [.. view.Policies.Concat(view.Token.SyntheticPolicies).Select(AclPolicyJson.From)];
        ExpandedPolicies = policies.IsEmpty ? null : policies;
        DefaultPolicy = ConsulHeaders.DefaultPolicyOf(options.Acl.DefaultPolicy == AclDefaultPolicy.Allow);
        DownPolicy = options.Acl.DownPolicy;
        ResolvedByAgent = options.NodeName;
    }

    [JsonPropertyOrder(13)]
    public ImmutableArray<AclPolicyJson>? ExpandedPolicies { get; }

    [JsonPropertyOrder(14)]
    public string[]? ExpandedRoles { get; }

    [JsonPropertyOrder(15)]
    [JsonPropertyName("NamespaceDefaultPolicyIDs")]
    public string[]? NamespaceDefaultPolicies { get; }

    [JsonPropertyOrder(16)]
    [JsonPropertyName("NamespaceDefaultRoleIDs")]
    public string[]? NamespaceDefaultRoles { get; }

    [JsonPropertyOrder(17)]
    [JsonPropertyName("AgentACLDefaultPolicy")]
    public string DefaultPolicy { get; }

    [JsonPropertyOrder(18)]
    [JsonPropertyName("AgentACLDownPolicy")]
    public string DownPolicy { get; }

    [JsonPropertyOrder(19)]
    public string ResolvedByAgent { get; }
}
