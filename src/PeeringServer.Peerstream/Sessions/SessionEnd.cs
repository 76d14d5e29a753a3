namespace PeeringServer.Peerstream.Sessions;

/// <summary>How a stream that was accepted came to its end.</summary>
internal enum SessionEnd
{
    /// <summary>The other side deleted its peering, and said so.</summary>
    TerminatedByPeer,

    /// <summary>This side deleted its peering, and said so.</summary>
    TerminatedHere,
}
