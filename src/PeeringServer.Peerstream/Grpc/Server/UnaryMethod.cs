using Google.Protobuf;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>One request, one response. The call is answered on the first message; whatever follows is not read.</summary>
internal sealed class UnaryMethod<TRequest, TResponse>(
    string service, string name, MessageParser<TRequest> parser, Func<TRequest, GrpcServerCall, Task<TResponse>> handler)
    : GrpcMethod(service, name)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public override async Task InvokeAsync(GrpcServerCall call)
    {
        var stream = new GrpcServerStream<TRequest, TResponse>(call, parser, FrameReaderOptions.UnaryServer);
        var request = await stream.ReadAsync(CancellationToken.None)
            ?? throw new GrpcException(GrpcStatusCode.Unknown, GrpcErrorConstants.EndOfStream);
        await stream.WriteAsync(await handler(request, call), CancellationToken.None);
    }
}
