using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>What clients look for in an agent's configuration.</summary>
internal sealed record AgentConfigJson(
    string Datacenter,
    string PrimaryDatacenter,
    string NodeName,
    [property: JsonPropertyName("NodeID")] string NodeId,
    string Revision,
    bool Server,
    string Version,
    string BuildDate);
