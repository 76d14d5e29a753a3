using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Core.Acl.Policies;

/// <summary>A named set of rules.</summary>
internal sealed record AclPolicy
{
    /// <summary>A UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Unique, whatever the case.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public AclRules Rules { get; init; } = AclRules.None;

    /// <summary>Where it holds; empty for everywhere.</summary>
    public ImmutableArray<string> Datacenters { get; init; } = [];

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Hash of all that a client sets.</summary>
    [JsonIgnore]
    public ImmutableArray<byte> Hash => AclHash.Of([Name, Description, Rules.Source, .. Datacenters]);

    public bool HoldsIn(string datacenter) => Datacenters.IsEmpty || Datacenters.Contains(datacenter, StringComparer.Ordinal);
}
