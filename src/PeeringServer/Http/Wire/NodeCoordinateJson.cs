namespace PeeringServer.Http.Wire;

/// <summary>Where a node is.</summary>
internal sealed record NodeCoordinateJson(string Node, string Segment, CoordinateJson Coord);
