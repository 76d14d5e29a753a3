namespace PeeringServer.Core;

/// <summary>A request the domain refuses. <see cref="Exception.Message"/> is the exact text a Consul server answers with.</summary>
public sealed class RefusalException : Exception
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="kind">What sort of refusal; the HTTP side derives the status from it.</param>
    /// <param name="message">The exact text.</param>
    public RefusalException(RefusalKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>What sort of refusal.</summary>
    public RefusalKind Kind { get; }
}
