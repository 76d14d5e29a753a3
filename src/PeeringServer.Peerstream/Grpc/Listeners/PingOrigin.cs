namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>Where a PING came from that the web server answers.</summary>
internal enum PingOrigin
{
    /// <summary>From the client.</summary>
    Client,

    /// <summary>From the client, and one too many.</summary>
    ClientOneTooMany,

    /// <summary>From nobody: its answer is to go out as a PING.</summary>
    Line,
}
