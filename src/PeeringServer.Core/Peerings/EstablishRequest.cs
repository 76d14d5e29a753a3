namespace PeeringServer.Core.Peerings;

/// <summary>A request to peer with the cluster that generated a token.</summary>
/// <param name="PeerName">Name the peering gets here.</param>
/// <param name="PeeringToken">The token as it was given out.</param>
/// <param name="Meta">Metadata; replaces what there is.</param>
internal sealed record EstablishRequest(string PeerName, string PeeringToken, IReadOnlyDictionary<string, string> Meta);
