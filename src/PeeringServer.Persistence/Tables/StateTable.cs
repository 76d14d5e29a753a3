using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>A table whose rows are JSON.</summary>
/// <param name="name">Its name.</param>
/// <param name="rows">Its rows in a snapshot. Where this is the same object for two snapshots, nothing changed in between.</param>
/// <param name="type">How a row is written.</param>
/// <param name="restore">Adds a row to a snapshot.</param>
internal sealed class StateTable<T>(
    string name,
    Func<ClusterSnapshot, IEnumerable<KeyValuePair<string, T>>> rows,
    JsonTypeInfo<T> type,
    Func<ClusterSnapshot, string, T, ClusterSnapshot> restore) : IStateTable
    where T : class
{
    public string Name => name;

    public IRowFollower Follow() => new RowFollower<T>(name, rows, type);

    public ClusterSnapshot Restore(ClusterSnapshot snapshot, string key, byte[] value) =>
        restore(snapshot, key, JsonSerializer.Deserialize(value, type) ?? throw new JsonException("A row is null."));
}
