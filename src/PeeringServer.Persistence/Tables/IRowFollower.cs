using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>Follows one table from snapshot to snapshot. Not for several threads.</summary>
internal interface IRowFollower
{
    /// <summary>Moves on to a snapshot.</summary>
    /// <param name="snapshot">The next one.</param>
    /// <param name="changes">Takes the rows that changed; null where they are stored already.</param>
    void Advance(ClusterSnapshot snapshot, ICollection<RowChange>? changes);
}
