namespace PeeringServer.Core.Peerings;

/// <summary>Where a cluster or a node stands, as far as it was told.</summary>
/// <param name="Region">Region, or empty.</param>
/// <param name="Zone">Zone within the region, or empty.</param>
public sealed record Locality(string Region, string Zone);
