using System.Collections.Immutable;

namespace PeeringServer.Http.Wire;

/// <summary>Whom a service is exported to.</summary>
internal sealed record ResolvedConsumersJson(ImmutableArray<string> Peers);
