using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Takes in the other side's requests: the first about a resource subscribes to it, the others answer what was sent.</summary>
internal sealed class SubscriptionReceiver(Cluster cluster, SessionRole role, ResourcePublisher publisher)
{
    /// <summary>Checks stand in the order in which a real server makes them.</summary>
    /// <returns>Whether it answered something that was sent.</returns>
    /// <exception cref="GrpcException">The request ends the stream.</exception>
    public bool Receive(ReplicationMessage.Types.Request request)
    {
        if (!PeerstreamConstants.IsKnown(request.ResourceURL))
        {
            throw Invalid(PeerstreamTexts.UnknownUrl(request.ResourceURL));
        }

        if (publisher.IsSubscribed(request.ResourceURL))
        {
            Acknowledge(request);
            return true;
        }

        if (request.ResponseNonce.Length > 0)
        {
            throw Invalid(PeerstreamTexts.NonceTooSoon);
        }

        if (request.Error is not null)
        {
            throw Invalid(PeerstreamTexts.ErrorTooSoon);
        }

        if (role.IsDialer && request.PeerID.Length > 0 && request.PeerID != role.RemoteId)
        {
            throw Invalid(PeerstreamTexts.InconsistentPeerId(request.PeerID, role.RemoteId));
        }

        publisher.Subscribe(request.ResourceURL);
        return false;
    }

    private void Acknowledge(ReplicationMessage.Types.Request request)
    {
        publisher.Answered(request.ResponseNonce);
        var now = cluster.Clock.GetUtcNow();
        cluster.Streams.UpdateKnown(role.PeeringId, status => request.Error is { } error
            ? status with { LastNack = now, LastNackText = PeerstreamTexts.Refused(error.Message) }
            : status with { LastAck = now });
    }

    private static GrpcException Invalid(string text) => new(GrpcStatusCode.InvalidArgument, text);
}
