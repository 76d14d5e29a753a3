using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>Puts the length prefix before messages; none is ever compressed.</summary>
internal static class FrameCodec
{
    public static void Write(IBufferWriter<byte> body, IMessage message)
    {
        var prefix = body.GetSpan(GrpcProtocolConstants.PrefixLength)[..GrpcProtocolConstants.PrefixLength];
        prefix[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], message.CalculateSize());
        body.Advance(GrpcProtocolConstants.PrefixLength);
        message.WriteTo(body);
    }

    public static byte[] Encode(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[GrpcProtocolConstants.PrefixLength + length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length);
        message.WriteTo(frame.AsSpan(GrpcProtocolConstants.PrefixLength));
        return frame;
    }
}
