using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The one server. No positional members: those are written first, and the order of what is sent is Consul's.</summary>
internal sealed record RaftServerJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Node { get; init; }

    public required string Address { get; init; }

    public bool Leader { get; } = true;

    public string ProtocolVersion { get; } = "3";

    public bool Voter { get; } = true;

    public required ulong LastIndex { get; init; }
}
