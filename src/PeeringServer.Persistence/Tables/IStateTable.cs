using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>One part of the state as rows.</summary>
internal interface IStateTable
{
    /// <summary>Its name; never changes, it stands in every row.</summary>
    string Name { get; }

    /// <summary>Something that tells what one snapshot changed in this table since the one before.</summary>
    IRowFollower Follow();

    /// <summary>Adds one stored row to a snapshot.</summary>
    /// <exception cref="System.Text.Json.JsonException">The row is damaged.</exception>
    ClusterSnapshot Restore(ClusterSnapshot snapshot, string key, byte[] value);
}
