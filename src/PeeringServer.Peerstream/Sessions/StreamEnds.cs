using PeeringServer.Core;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Notes the end of a stream where states are worked out.</summary>
internal static class StreamEnds
{
    /// <param name="cluster">The cluster.</param>
    /// <param name="peeringId">Whose stream.</param>
    /// <param name="error">What broke it; empty where it was ended in order, which leaves the times alone.</param>
    /// <param name="isDialer">A dialer counts a broken stream as a failure to send as well.</param>
    public static void Track(Cluster cluster, string peeringId, string error, bool isDialer)
    {
        var now = cluster.Clock.GetUtcNow();

        // The record of a deleted peering is gone by now, and must not come back.
        cluster.Streams.UpdateKnown(peeringId, status => error.Length == 0
            ? status with { Connected = false, DisconnectError = "", DisconnectedAt = now }
            : status with
            {
                Connected = false,
                DisconnectError = error,
                DisconnectedAt = now,
                LastReceiveError = now,
                LastReceiveErrorText = error,
                LastSendError = isDialer ? now : status.LastSendError,
                LastSendErrorText = isDialer ? error : status.LastSendErrorText,
            });
    }
}
