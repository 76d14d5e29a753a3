using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>Answer of creating a session.</summary>
internal sealed record SessionIdJson([property: JsonPropertyName("ID")] string Id);
