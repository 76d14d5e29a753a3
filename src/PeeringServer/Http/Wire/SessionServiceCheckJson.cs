using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>A service's check that a session depends on.</summary>
internal sealed record SessionServiceCheckJson([property: JsonPropertyName("ID")] string Id, string Namespace);
