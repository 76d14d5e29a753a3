namespace PeeringServer.Core.Catalog;

/// <summary>A check as the agent keeps it.</summary>
/// <param name="Check">What is known of it.</param>
/// <param name="Ttl">How long a report lasts; null for a check that nobody reports.</param>
internal sealed record AgentCheck(CatalogCheck Check, TimeSpan? Ttl);
