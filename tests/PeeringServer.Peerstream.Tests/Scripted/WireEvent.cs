using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>What a scripted peer read: a message, or how the call ended.</summary>
/// <param name="Bytes">The message, or null where the call ended.</param>
/// <param name="End">Status and message as <c>3 text</c>, or <c>half-close</c>, <c>reset</c>, <c>closed</c>.</param>
internal sealed record WireEvent(byte[]? Bytes, string? End)
{
    public ReplicationMessage Message => Bytes is null ? throw new InvalidOperationException($"The call ended: {End}") : ReplicationMessage.Parser.ParseFrom(Bytes);
}
