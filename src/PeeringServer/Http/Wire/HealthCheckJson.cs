using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A check as the catalog shows it.</summary>
internal sealed record HealthCheckJson
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

    public required ImmutableArray<string> ServiceTags { get; init; }

    public required string Type { get; init; }

    public required string Interval { get; init; }

    public required string Timeout { get; init; }

    public required int ExposedPort { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerName { get; init; }

    public required CheckDefinitionJson Definition { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static HealthCheckJson From(CatalogCheck check) => new()
    {
        Node = check.Node,
        CheckId = check.Id,
        Name = check.Name,
        Status = check.Status,
        Notes = check.Notes,
        Output = check.Output,
        ServiceId = check.ServiceId,
        ServiceName = check.ServiceName,
        ServiceTags = check.ServiceTags.Items,
        Type = check.Type,
        Interval = check.Interval,
        Timeout = check.Timeout,
        ExposedPort = check.ExposedPort,
        PeerName = Omit.Empty(check.PeerName),
        Definition = CheckDefinitionJson.From(check.Definition),
        CreateIndex = check.CreateIndex,
        ModifyIndex = check.ModifyIndex,
    };
}
