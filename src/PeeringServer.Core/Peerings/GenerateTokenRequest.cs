namespace PeeringServer.Core.Peerings;

/// <summary>A request for a peering token.</summary>
/// <param name="PeerName">Name the peering gets here.</param>
/// <param name="Partition">Admin partition asked for; only empty or any case of <c>default</c> is possible.</param>
/// <param name="Meta">Metadata of a new peering.</param>
/// <param name="ServerExternalAddresses">Addresses to put into the token as the only ones to dial.</param>
internal sealed record GenerateTokenRequest(string PeerName, string Partition, IReadOnlyDictionary<string, string> Meta, IReadOnlyList<string> ServerExternalAddresses);
