using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PeeringServer.Core.Certificates;

/// <summary>The roots of a cluster's authority at one index; none where connect is off.</summary>
internal sealed record CaRootsTable
{
    public static readonly CaRootsTable Empty = new();

    public ulong Index { get; init; }

    public ImmutableArray<CaRoot> Roots { get; init; } = [];

    /// <summary>Private key of the root that signs, as PKCS #8; it is never shown.</summary>
    public ImmutableArray<byte> SigningKey { get; init; } = [];

    public CaRoot? Active => Roots.FirstOrDefault(static root => root.Active);

    /// <summary>Every root as PEM, as tokens and trust bundles carry them.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Pems => [.. Roots.Select(static root => root.Pem)];
}
