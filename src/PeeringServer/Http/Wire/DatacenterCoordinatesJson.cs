using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>Where the servers of a datacenter are.</summary>
internal sealed record DatacenterCoordinatesJson(string Datacenter, [property: JsonPropertyName("AreaID")] string AreaId, NodeCoordinateJson[] Coordinates);
