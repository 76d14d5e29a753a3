namespace PeeringServer.Persistence.Tables;

/// <summary>Nodes that have told their network coordinate.</summary>
internal sealed record StoredCoordinates(ulong Index, string[] Nodes);
