using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Tokens;

/// <summary>A secret, and what who sends it may do.</summary>
internal sealed record AclToken
{
    /// <summary>What it is known by; a UUID.</summary>
    public required string AccessorId { get; init; }

    /// <summary>What clients send.</summary>
    public required string SecretId { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Ids of its policies. Names are looked up when they are shown: a policy may be renamed, or deleted.</summary>
    public ImmutableArray<string> PolicyIds { get; init; } = [];

    public ImmutableArray<AclServiceIdentity> ServiceIdentities { get; init; } = [];

    public ImmutableArray<AclNodeIdentity> NodeIdentities { get; init; } = [];

    /// <summary>Whether it holds in this datacenter only.</summary>
    public bool Local { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpirationTime { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Hash of all that a client may change.</summary>
    [JsonIgnore]
    public ImmutableArray<byte> Hash => AclHash.Of(
    [
        Description,
        Local ? "local" : "global",
        .. PolicyIds,
        .. ServiceIdentities.SelectMany(static identity => identity.Datacenters.Prepend(identity.ServiceName)),
        .. NodeIdentities.SelectMany(static identity => new[] { identity.NodeName, identity.Datacenter }),
    ]);

    public bool IsExpired(DateTimeOffset now) => ExpirationTime < now;

    /// <summary>The rules its identities come down to in a datacenter.</summary>
    public IEnumerable<AclRules> IdentityRules(string datacenter) =>
        ServiceIdentities.Where(identity => identity.HoldsIn(datacenter)).Select(static identity => identity.Rules)
            .Concat(NodeIdentities.Where(identity => identity.Datacenter == datacenter).Select(static identity => identity.Rules));

    /// <summary>The same as policies, wherever they hold.</summary>
    [JsonIgnore]
    public IEnumerable<AclPolicy> SyntheticPolicies =>
        ServiceIdentities.Select(static identity => identity.SyntheticPolicy).Concat(NodeIdentities.Select(static identity => identity.SyntheticPolicy));

    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public override string ToString() => $"{nameof(AclToken)} {AccessorId}";
}
