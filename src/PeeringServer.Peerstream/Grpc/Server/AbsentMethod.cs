using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>
/// A method a Consul server has and this one has not. It is known by name only because peers are refused it otherwise
/// than a method nobody has.
/// </summary>
internal sealed class AbsentMethod(string service, string name) : GrpcMethod(service, name)
{
    public override Task InvokeAsync(GrpcServerCall call)
    {
        throw new GrpcException(GrpcStatusCode.Unimplemented, GrpcErrorConstants.UnknownService(Service));
    }
}
