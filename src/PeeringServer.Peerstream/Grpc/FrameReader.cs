using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc;

/// <summary>Takes length-prefixed messages out of a body.</summary>
internal sealed class FrameReader<T>(PipeReader body, MessageParser<T> parser, FrameReaderOptions options)
    where T : class, IMessage<T>
{
    /// <summary>The next message, or null where the body ends before one begins.</summary>
    /// <exception cref="GrpcException">The message is too large, compressed, cut short or undecodable.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled, by its token or by the pipe.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            if (result.IsCanceled)
            {
                throw new OperationCanceledException(GrpcErrorConstants.Canceled);
            }

            if (TryTake(result.Buffer, out var flags, out var payload))
            {
                var message = Decode(flags, payload);
                body.AdvanceTo(payload.End);
                return message;
            }

            if (result.IsCompleted)
            {
                return result.Buffer.IsEmpty ? null : throw new GrpcException(options.CutShort, GrpcErrorConstants.UnexpectedEndOfStream);
            }

            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private bool TryTake(ReadOnlySequence<byte> buffer, out byte flags, out ReadOnlySequence<byte> payload)
    {
        payload = default;
        flags = 0;
        if (buffer.Length < GrpcProtocolConstants.PrefixLength)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[GrpcProtocolConstants.PrefixLength];
        buffer.Slice(0, GrpcProtocolConstants.PrefixLength).CopyTo(prefix);
        flags = prefix[0];
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > options.MessageLimit)
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, GrpcErrorConstants.MessageTooLarge(length, options.MessageLimit));
        }

        if (buffer.Length < GrpcProtocolConstants.PrefixLength + length)
        {
            return false;
        }

        payload = buffer.Slice(GrpcProtocolConstants.PrefixLength, length);
        return true;
    }

    private T Decode(byte flags, ReadOnlySequence<byte> payload)
    {
        if (flags > 1)
        {
            throw new GrpcException(GrpcStatusCode.Internal, GrpcErrorConstants.UnexpectedFlags(flags));
        }

        if (flags == 1)
        {
            throw options.Encoding is null or "" or GrpcProtocolConstants.IdentityEncoding
                ? new GrpcException(GrpcStatusCode.Internal, GrpcErrorConstants.CompressedWithoutEncoding)
                : new GrpcException(GrpcStatusCode.Unimplemented, GrpcErrorConstants.UnknownEncoding(options.Encoding));
        }

        try
        {
            return MessageCodec.Decode(parser, payload);
        }
        catch (MessageDecodeException e)
        {
            throw new GrpcException(GrpcStatusCode.Internal, options.Undecodable(e.Message), e);
        }
    }
}
