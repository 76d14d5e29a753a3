using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Certificates;

namespace PeeringServer.Http.Wire;

/// <summary>The roots of the mesh certificate authority.</summary>
internal sealed record CaRootsJson([property: JsonPropertyName("ActiveRootID")] string ActiveRootId, string TrustDomain, ImmutableArray<CaRootJson> Roots)
{
    public static CaRootsJson From(CaRootsTable table, TrustDomain domain) =>
        new(table.Active?.Id ?? "", domain.Name, [.. table.Roots.Select(CaRootJson.From)]);
}
