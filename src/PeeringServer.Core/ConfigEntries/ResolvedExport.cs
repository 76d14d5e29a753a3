using System.Collections.Immutable;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>One exported service.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Peers">Names of the peerings it is exported to, in order.</param>
internal sealed record ResolvedExport(string Service, ImmutableArray<string> Peers);
