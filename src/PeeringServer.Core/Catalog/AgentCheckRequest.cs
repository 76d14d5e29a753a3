namespace PeeringServer.Core.Catalog;

/// <summary>A check that the agent is to keep.</summary>
internal sealed record AgentCheckRequest
{
    /// <summary>Empty for one made of the service's id, or else of the name.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Notes { get; init; } = "";

    /// <summary>The state it starts in; empty for critical.</summary>
    public string Status { get; init; } = "";

    /// <summary>Id of the service it is about; empty for the node.</summary>
    public string ServiceId { get; init; } = "";

    public CheckDefinition Definition { get; init; } = CheckDefinition.None;

    /// <summary>How long a report lasts.</summary>
    public TimeSpan? Ttl => Definition.Ttl > 0 ? GoText.GoDuration.ToTimeSpan(Definition.Ttl) : null;
}
