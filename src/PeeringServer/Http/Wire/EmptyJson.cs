namespace PeeringServer.Http.Wire;

/// <summary>An object without members.</summary>
internal sealed record EmptyJson;
