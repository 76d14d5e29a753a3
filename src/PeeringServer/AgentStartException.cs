namespace PeeringServer;

/// <summary>An agent that cannot start; the message is what consul says.</summary>
public sealed class AgentStartException(string message) : Exception(message);
