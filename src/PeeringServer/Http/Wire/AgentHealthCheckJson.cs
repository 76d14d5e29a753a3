using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A check as it stands in the health of one of the agent's services, which shows less of it.</summary>
internal sealed record AgentHealthCheckJson
{
    public required string Node { get; init; }

    [JsonPropertyName("CheckID")]
    public required string CheckId { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Notes { get; init; }

    public required string Output { get; init; }

    [JsonPropertyName("ServiceID")]
    public required string ServiceId { get; init; }

    public required string ServiceName { get; init; }

    public ImmutableArray<string>? ServiceTags { get; init; }

    public string Type { get; } = "";

    public int ExposedPort { get; }

    public UntoldCheckDefinitionJson Definition { get; } = new();

    public ulong CreateIndex { get; }

    public ulong ModifyIndex { get; }

    public static AgentHealthCheckJson From(CatalogCheck check) => new()
    {
        Node = check.Node,
        CheckId = check.Id,
        Name = check.Name,
        Status = check.Status,
        Notes = check.Notes,
        Output = check.Output,
        ServiceId = check.ServiceId,
        ServiceName = check.ServiceName,
        ServiceTags = Omit.Empty(check.ServiceTags),
    };
}
