namespace PeeringServer.Http.Wire;

/// <summary>An identity of a node that a token has.</summary>
internal sealed record AclNodeIdentityJson(string NodeName, string Datacenter);
