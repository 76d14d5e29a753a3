using PeeringServer.Peerstream.Grpc;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Whether a received resource was stored, and if not, why.</summary>
/// <param name="Code">Code of the nack, or OK.</param>
/// <param name="Fault">Text of the nack.</param>
internal readonly record struct ResourceVerdict(GrpcStatusCode Code, string Fault)
{
    public static readonly ResourceVerdict Stored = new(GrpcStatusCode.OK, "");

    public bool IsStored => Code == GrpcStatusCode.OK;

    public static ResourceVerdict Invalid(string fault) => new(GrpcStatusCode.InvalidArgument, fault);

    public static ResourceVerdict Failed(string fault) => new(GrpcStatusCode.Internal, fault);
}
