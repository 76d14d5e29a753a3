namespace PeeringServer.Peerstream.Tests.Infrastructure.Http2;

/// <summary>One frame as it is on the wire.</summary>
internal sealed record Frame(FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte EndStream = 1;
    public const byte Ack = 1;
    public const byte EndHeaders = 4;

    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & EndStream) != 0;

    public bool IsAck => Type is FrameType.Settings or FrameType.Ping && (Flags & Ack) != 0;
}
