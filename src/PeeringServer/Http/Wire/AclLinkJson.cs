using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>A policy of a token.</summary>
internal sealed record AclLinkJson([property: JsonPropertyName("ID")] string Id, string Name);
