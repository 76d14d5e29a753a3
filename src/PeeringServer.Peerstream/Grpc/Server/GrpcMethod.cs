namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>One method of a service that a port has.</summary>
internal abstract class GrpcMethod(string service, string name)
{
    /// <summary>Full name of the service.</summary>
    public string Service { get; } = service;

    public string Name { get; } = name;

    /// <summary>Whether a connection made under the server name of peering may call it.</summary>
    public bool OpenToPeers { get; init; }

    /// <summary>Runs to the end of the call, which is OK unless this throws a <see cref="GrpcException"/>.</summary>
    public abstract Task InvokeAsync(GrpcServerCall call);
}
