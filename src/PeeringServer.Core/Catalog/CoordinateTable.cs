using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>Nodes that have told their network coordinate. One server alone has nobody to measure against: its own is always the origin.</summary>
/// <param name="Index">Index of the last change, 0 before the first.</param>
/// <param name="Nodes">Names of the nodes.</param>
internal sealed record CoordinateTable(ulong Index, ImmutableSortedSet<string> Nodes)
{
    public static readonly CoordinateTable Empty = new(0, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));
}
