namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>Where a PING came from that the web server answers.</summary>
internal enum PingOrigin
{
    /// <summary>From the client.</summary>
    Client,

    /// <summary>From the client, which had been told by its limit to leave off.</summary>
    ClientOnceTooOften,

    /// <summary>From nobody: its answer is to go out as a PING.</summary>
    Line,
}
