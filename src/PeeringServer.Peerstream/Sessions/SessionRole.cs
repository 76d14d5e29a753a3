namespace PeeringServer.Peerstream.Sessions;

/// <summary>Whose stream it is, and which end of it.</summary>
/// <param name="PeeringId">Id of the peering on this side.</param>
/// <param name="RemoteId">Id on the acceptor's side, which a dialer names in its subscriptions; empty on an acceptor.</param>
/// <param name="IsDialer">Whether this side dialled.</param>
internal sealed record SessionRole(string PeeringId, string RemoteId, bool IsDialer);
