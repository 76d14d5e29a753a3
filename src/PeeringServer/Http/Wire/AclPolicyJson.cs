using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Policies;

namespace PeeringServer.Http.Wire;

/// <summary>A policy as the API shows it; members in the order of the wire.</summary>
internal sealed record AclPolicyJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Rules { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Datacenters { get; init; }

    public required byte[] Hash { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static AclPolicyJson From(AclPolicy policy) => new()
    {
        Id = policy.Id,
        Name = policy.Name,
        Description = policy.Description,
        Rules = policy.Rules.Source,
        Datacenters = policy.Datacenters.IsEmpty ? null : policy.Datacenters,
        Hash = [.. policy.Hash],
        CreateIndex = policy.CreateIndex,
        ModifyIndex = policy.ModifyIndex,
    };
}
