using PeeringServer.Core;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Notes the end of a stream where states are worked out.</summary>
internal static class StreamEnds
{
    /// <param name="cluster">The cluster.</param>
    /// <param name="session">Whose stream.</param>
    /// <param name="error">What broke it; empty where it was ended in order, which leaves the times alone.</param>
    public static void Track(Cluster cluster, PeerSession session, string error)
    {
        var now = cluster.Clock.GetUtcNow();

        // The record of a deleted peering is gone by now, and must not come back.
        cluster.Streams.UpdateKnown(session.Role.PeeringId, status => error.Length == 0
            ? status with { Connected = false, DisconnectError = "", DisconnectedAt = now }
            : status with
            {
                Connected = false,
                DisconnectError = error,
                DisconnectedAt = now,
                LastReceiveError = session.FailedToReceive ? now : status.LastReceiveError,
                LastReceiveErrorText = session.FailedToReceive ? error : status.LastReceiveErrorText,

                // A dialer counts a broken stream as a failure to send as well.
                LastSendError = session.Role.IsDialer ? now : status.LastSendError,
                LastSendErrorText = session.Role.IsDialer ? error : status.LastSendErrorText,
            });
    }
}
