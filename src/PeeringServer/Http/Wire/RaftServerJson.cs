using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The one server.</summary>
internal sealed record RaftServerJson([property: JsonPropertyName("ID")] string Id, string Node, string Address, ulong LastIndex)
{
    public bool Leader { get; } = true;

    public string ProtocolVersion { get; } = "3";

    public bool Voter { get; } = true;
}
