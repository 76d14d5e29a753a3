namespace PeeringServer.Http.Wire;

/// <summary>Region and zone.</summary>
internal sealed record LocalityJson(string Region, string Zone);
