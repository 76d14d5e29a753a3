using System.Text.Json.Serialization;

namespace PeeringServer.Http.Wire;

/// <summary>The release whose behaviour is reproduced.</summary>
internal sealed record AgentVersionJson(
    [property: JsonPropertyName("SHA")] string Sha,
    string BuildDate,
    string HumanVersion,
    [property: JsonPropertyName("FIPS")] string Fips);
