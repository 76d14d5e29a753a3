using PeeringServer.Core.State;

namespace PeeringServer.Persistence;

/// <summary>What a snapshot file holds.</summary>
/// <param name="State">The state.</param>
/// <param name="Version">Schema version of the file.</param>
/// <param name="Rows">Number of rows by table.</param>
internal sealed record SnapshotContent(ClusterSnapshot State, int Version, IReadOnlyDictionary<string, int> Rows);
