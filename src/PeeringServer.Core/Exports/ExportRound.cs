using System.Collections.Immutable;

namespace PeeringServer.Core.Exports;

/// <summary>What a peer is to be sent next.</summary>
/// <param name="Names">All that is exported to it, in order.</param>
/// <param name="Changed">What is new since the last round, or may have changed; worked out as it is gone through, once, so that the names need not wait for it.</param>
/// <param name="Dropped">What is exported no more; the other side forgets it by the names alone.</param>
internal sealed record ExportRound(ImmutableArray<string> Names, IEnumerable<ServiceExport> Changed, IReadOnlyList<string> Dropped);
