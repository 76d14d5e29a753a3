namespace PeeringServer.Core.Catalog;

/// <summary>What configuration files have the agent keep.</summary>
internal sealed record AgentDefinitions
{
    public static readonly AgentDefinitions None = new();

    /// <summary>Of several with one id the last counts.</summary>
    public IReadOnlyList<AgentServiceRequest> Services { get; init; } = [];

    /// <summary>Checks that stand by themselves, of the node or of a service.</summary>
    public IReadOnlyList<AgentCheckRequest> Checks { get; init; } = [];

    /// <summary>Why they cannot be kept, in the words of a real agent that does not start; null for no reason.</summary>
    public string? Fault { get; init; }
}
