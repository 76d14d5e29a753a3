namespace PeeringServer.Http.Wire;

/// <summary>Answer of token generation.</summary>
internal sealed record PeeringTokenJson(string PeeringToken);
