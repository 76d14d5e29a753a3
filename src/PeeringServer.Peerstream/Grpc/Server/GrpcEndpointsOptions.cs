namespace PeeringServer.Peerstream.Grpc.Server;

/// <summary>What a port serves, and to whom.</summary>
internal sealed record GrpcEndpointsOptions
{
    public required IReadOnlyCollection<GrpcMethod> Methods { get; init; }

    /// <summary>Tells the server name of peering: connections made under it may call only what is open to peers.</summary>
    public Func<string?, bool> IsPeeringName { get; init; } = _ => false;

    /// <summary>Cancelled when the server stops; ends every call.</summary>
    public CancellationToken Stopping { get; init; }
}
