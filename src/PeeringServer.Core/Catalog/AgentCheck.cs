namespace PeeringServer.Core.Catalog;

/// <summary>A check as the agent keeps it.</summary>
/// <param name="Check">What is known of it.</param>
/// <param name="Ttl">How long a report lasts; null for a check that nobody reports.</param>
internal sealed record AgentCheck(CatalogCheck Check, TimeSpan? Ttl)
{
    /// <summary>How it is made; null for one that says how the agent itself is doing, and for one kept by an older version of this program.</summary>
    public CheckDefinition? Definition { get; init; }

    /// <summary>It stands in a configuration file, and goes with it.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>Index of the write that registered it last: what is known about one registration is not told of the next.</summary>
    public ulong RegisteredIndex { get; init; }

    /// <summary>Whether the two are registered in the same way, whatever state they are in.</summary>
    public bool IsRegisteredAs(AgentCheck other) =>
        this with { RegisteredIndex = other.RegisteredIndex, Check = Check with { Status = other.Check.Status, Output = other.Check.Output } } == other;
}
