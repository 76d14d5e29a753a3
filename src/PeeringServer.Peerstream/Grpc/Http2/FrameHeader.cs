using System.Buffers.Binary;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Http2;

/// <summary>The first nine bytes of a frame.</summary>
/// <param name="Length">Of the payload, in bytes.</param>
/// <param name="Type">What sort of frame.</param>
/// <param name="Flags">By sort.</param>
/// <param name="StreamId">Zero for the connection.</param>
internal readonly record struct FrameHeader(int Length, byte Type, byte Flags, int StreamId)
{
    private bool IsAcknowledgement => (Flags & Http2Constants.Acknowledgement) != 0;

    public bool IsPing => Type == Http2Constants.Ping && !IsAcknowledgement;

    public bool IsPingAcknowledgement => Type == Http2Constants.Ping && IsAcknowledgement && Length == Http2Constants.PingLength;

    public bool IsSettings => Type == Http2Constants.Settings;

    public bool IsSettingsAcknowledgement => IsSettings && IsAcknowledgement && Length == 0;

    public bool IsHeadersOrData => Type is Http2Constants.Headers or Http2Constants.Data;

    /// <summary>Whether nothing may come between this frame and the next: it belongs to headers that are not complete.</summary>
    public bool IsToBeContinued => Type is Http2Constants.Headers or Http2Constants.Continuation && (Flags & Http2Constants.EndHeaders) == 0;

    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes) >>> 8, bytes[3], bytes[4], BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) & int.MaxValue);

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, Length << 8);
        bytes[3] = Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], StreamId);
    }
}
