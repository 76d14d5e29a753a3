namespace PeeringServer;

/// <summary>An agent that cannot start; the message says why in the words of a real one.</summary>
public sealed class AgentStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why.</param>
    public AgentStartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Why.</param>
    /// <param name="cause">What it was noticed by.</param>
    public AgentStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
