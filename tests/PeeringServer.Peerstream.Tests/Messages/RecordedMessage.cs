using System.Text.Json.Nodes;

namespace PeeringServer.Peerstream.Tests.Messages;

/// <summary>One message of a recording: what was on the wire, and what it was decoded to.</summary>
public sealed record RecordedMessage(string File, int Line, string Type, byte[] Bytes, JsonNode Decoded)
{
    /// <summary>Why the bytes could not be decoded, or null where they could.</summary>
    public string? Refusal => Decoded is JsonValue value ? value.GetValue<string>() : null;

    public override string ToString() => $"{File}:{Line} {Type}";
}
