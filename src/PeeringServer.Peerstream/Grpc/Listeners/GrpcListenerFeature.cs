namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>Stands in the features of connections to a gRPC port, so that requests of other ports never get to its methods.</summary>
internal sealed class GrpcListenerFeature
{
    public static readonly GrpcListenerFeature Instance = new();

    private GrpcListenerFeature()
    {
    }
}
