using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Certificates;

namespace PeeringServer.Http.Wire;

/// <summary>One root; members in the order of the wire.</summary>
internal sealed record CaRootJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ulong SerialNumber { get; init; }

    [JsonPropertyName("SigningKeyID")]
    public required string SigningKeyId { get; init; }

    public required string ExternalTrustDomain { get; init; }

    public required string NotBefore { get; init; }

    public required string NotAfter { get; init; }

    public required string RootCert { get; init; }

    public ImmutableArray<string>? IntermediateCerts { get; init; }

    public required bool Active { get; init; }

    public string PrivateKeyType { get; init; } = "ec";

    public int PrivateKeyBits { get; init; } = 256;

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static CaRootJson From(CaRoot root) => new()
    {
        Id = root.Id,
        Name = root.Name,
        SerialNumber = root.SerialNumber,
        SigningKeyId = root.SigningKeyId,
        ExternalTrustDomain = root.ExternalTrustDomain,
        NotBefore = GoTime.Format(root.NotBefore),
        NotAfter = GoTime.Format(root.NotAfter),
        RootCert = root.Pem,
        Active = root.Active,
        CreateIndex = root.CreateIndex,
        ModifyIndex = root.ModifyIndex,
    };
}
