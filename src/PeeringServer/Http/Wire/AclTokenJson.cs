using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Acl.Tokens;

namespace PeeringServer.Http.Wire;

/// <summary>A token as the API shows it; members in the order of the wire.</summary>
internal record AclTokenJson
{
    public AclTokenJson(AclTokenView view)
    {
        var token = view.Token;
        AccessorId = token.AccessorId;
        SecretId = view.SecretId;
        Description = token.Description;
        Policies = Shown(view.Policies.Select(static policy => new AclLinkJson(policy.Id, policy.Name)));
        ServiceIdentities = Shown(token.ServiceIdentities.Select(static identity => new AclServiceIdentityJson(identity.ServiceName, Shown(identity.Datacenters))));
        NodeIdentities = Shown(token.NodeIdentities.Select(static identity => new AclNodeIdentityJson(identity.NodeName, identity.Datacenter)));
        Local = token.Local;
        ExpirationTime = token.ExpirationTime is { } time ? GoTime.Format(time) : null;
        CreateTime = GoTime.Format(token.CreateTime);
        Hash = [.. token.Hash];
        CreateIndex = token.CreateIndex;
        ModifyIndex = token.ModifyIndex;
    }

    [JsonPropertyName("AccessorID")]
    [JsonPropertyOrder(1)]
    public string AccessorId { get; }

    [JsonPropertyName("SecretID")]
    [JsonPropertyOrder(2)]
    public string SecretId { get; }

    [JsonPropertyOrder(3)]
    public string Description { get; }

    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AclLinkJson>? Policies { get; }

    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AclServiceIdentityJson>? ServiceIdentities { get; }

    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<AclNodeIdentityJson>? NodeIdentities { get; }

    [JsonPropertyOrder(7)]
    public bool Local { get; }

    [JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpirationTime { get; }

    [JsonPropertyOrder(9)]
    public string CreateTime { get; }

    [JsonPropertyOrder(10)]
    public byte[] Hash { get; }

    [JsonPropertyOrder(11)]
    public ulong CreateIndex { get; }

    [JsonPropertyOrder(12)]
    public ulong ModifyIndex { get; }

    /// <summary>Secrets must not reach a log by way of a record's default text.</summary>
    public sealed override string ToString() => $"{nameof(AclTokenJson)} {AccessorId}";

    private static ImmutableArray<T>? Shown<T>(IEnumerable<T> values) => values.ToImmutableArray() is { IsEmpty: false } shown ? shown : null;
}
