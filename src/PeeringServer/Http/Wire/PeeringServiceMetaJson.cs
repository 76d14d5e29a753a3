using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>How an imported instance is reached.</summary>
internal sealed record PeeringServiceMetaJson(
    [property: JsonPropertyName("SNI")][property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Sni,
    [property: JsonPropertyName("SpiffeID")][property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? SpiffeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Protocol)
{
    public static PeeringServiceMetaJson From(PeeringServiceMeta meta) => new(Omit.Empty(meta.Sni), Omit.Empty(meta.SpiffeId), Omit.Empty(meta.Protocol));
}
