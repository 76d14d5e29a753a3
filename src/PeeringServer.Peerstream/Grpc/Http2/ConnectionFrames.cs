using System.Buffers.Binary;
using System.Text;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Http2;

/// <summary>Frames about a connection that are put between those of the web stacks.</summary>
internal static class ConnectionFrames
{
    /// <summary>Asks for a sign of life; eight zeros, as a real server's.</summary>
    public static readonly byte[] Ping = Create(Http2Constants.Ping, new byte[Http2Constants.PingLength]);

    /// <summary>Ends a connection whose client asks for too many signs of life.</summary>
    /// <param name="lastStreamId">The last call that was begun on it.</param>
    public static byte[] TooManyPings(int lastStreamId)
    {
        var payload = new byte[8 + Http2Constants.TooManyPings.Length];
        BinaryPrimitives.WriteInt32BigEndian(payload, lastStreamId);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(4), Http2Constants.EnhanceYourCalm);
        Encoding.ASCII.GetBytes(Http2Constants.TooManyPings, payload.AsSpan(8));
        return Create(Http2Constants.GoAway, payload);
    }

    private static byte[] Create(byte type, byte[] payload)
    {
        var frame = new byte[Http2Constants.FrameHeaderLength + payload.Length];
        new FrameHeader(payload.Length, type, Flags: 0, StreamId: 0).Write(frame);
        payload.CopyTo(frame, Http2Constants.FrameHeaderLength);
        return frame;
    }
}
