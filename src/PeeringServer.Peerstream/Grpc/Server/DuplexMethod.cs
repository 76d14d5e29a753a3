using Google.Protobuf;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>Messages in both directions, until the handler returns.</summary>
internal sealed class DuplexMethod<TIn, TOut>(
    string service, string name, MessageParser<TIn> parser, Func<GrpcServerStream<TIn, TOut>, Task> handler)
    : GrpcMethod(service, name)
    where TIn : class, IMessage<TIn>
    where TOut : class, IMessage<TOut>
{
    public override Task InvokeAsync(GrpcServerCall call)
    {
        return handler(new GrpcServerStream<TIn, TOut>(call, parser, FrameReaderOptions.StreamServer));
    }
}
