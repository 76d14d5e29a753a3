using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>How a service takes part in the mesh.</summary>
internal sealed record ServiceConnectJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Native,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeeringServiceMetaJson? PeerMeta)
{
    public static ServiceConnectJson From(ServiceConnect connect) => new(Omit.False(connect.Native), connect.PeerMeta is { } meta ? PeeringServiceMetaJson.From(meta) : null);
}
