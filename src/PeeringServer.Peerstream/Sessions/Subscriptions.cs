using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>What each side asks the other for.</summary>
internal static class Subscriptions
{
    private static readonly string[] AcceptorUrls = [PeerstreamConstants.ExportedServiceUrl, PeerstreamConstants.ExportedServiceListUrl, PeerstreamConstants.TrustBundleUrl];
    private static readonly string[] DialerUrls = [.. AcceptorUrls, PeerstreamConstants.ServerAddressesUrl];

    /// <summary>An acceptor names no peering in its subscriptions.</summary>
    public static IEnumerable<ReplicationMessage> OfAcceptor() => AcceptorUrls.Select(static url => To(url, ""));

    public static IEnumerable<ReplicationMessage> OfDialer(string remoteId) => DialerUrls.Select(url => To(url, remoteId));

    private static ReplicationMessage To(string url, string peerId) => new() { Request = new() { ResourceURL = url, PeerID = peerId } };
}
