using Google.Protobuf;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>
/// The server's end of a call. The response headers go out with the first message, so that a refusal before it is one
/// frame of trailers.
/// </summary>
internal sealed class GrpcServerStream<TIn, TOut>(GrpcServerCall call, MessageParser<TIn> parser, FrameReaderOptions options) : IGrpcStream<TIn, TOut>
    where TIn : class, IMessage<TIn>
    where TOut : class, IMessage<TOut>
{
    private readonly FrameReader<TIn> _reader = new(call.RequestBody, parser, options with { Encoding = call.Encoding });

    public GrpcServerCall Call => call;

    public async ValueTask<TIn?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (IsEndOfCall(e, cancellationToken))
        {
            throw new GrpcException(call.EndStatus(), e);
        }
    }

    public async ValueTask WriteAsync(TOut message, CancellationToken cancellationToken)
    {
        try
        {
            FrameCodec.Write(call.ResponseBody, message);
            var result = await call.ResponseBody.FlushAsync(cancellationToken);
            if (result.IsCanceled || result.IsCompleted)
            {
                throw new OperationCanceledException(GrpcErrorConstants.Canceled);
            }
        }
        catch (Exception e) when (IsEndOfCall(e, cancellationToken))
        {
            throw new GrpcException(call.EndStatus(), e);
        }
    }

    // A reset and a lost connection come as I/O errors, a deadline and a stop as cancellations nobody here asked for.
    private static bool IsEndOfCall(Exception e, CancellationToken cancellationToken)
    {
        return e is IOException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
    }
}
