using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>What an agent says of itself: an object of objects, as clients in Go read it.</summary>
internal sealed record AgentSelfJson(
    AgentConfigJson Config,
    DebugConfigJson DebugConfig,
    CoordinateJson Coord,
    MemberJson Member,
    SortedDictionary<string, SortedDictionary<string, string>> Stats,
    SortedDictionary<string, string> Meta,
    [property: JsonPropertyName("xDS")] EmptyJson Xds);
