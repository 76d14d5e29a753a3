using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>Whether a proxy goes through a mesh gateway.</summary>
internal sealed record MeshGatewayJson([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mode);
