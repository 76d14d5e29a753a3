using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>A table whose rows are JSON.</summary>
/// <param name="name">Its name.</param>
/// <param name="part">The part of a snapshot that it is about. Where this is the same object for two snapshots, nothing changed in between.</param>
/// <param name="rows">The rows of that part.</param>
/// <param name="type">How a row is written.</param>
/// <param name="restore">Adds a row to a snapshot.</param>
internal sealed class StateTable<TPart, TRow>(
    string name,
    Func<ClusterSnapshot, TPart> part,
    Func<TPart, IEnumerable<KeyValuePair<string, TRow>>> rows,
    JsonTypeInfo<TRow> type,
    Func<ClusterSnapshot, string, TRow, ClusterSnapshot> restore) : IStateTable
    where TPart : class
    where TRow : class
{
    public string Name => name;

    public IRowFollower Follow() => new RowFollower<TPart, TRow>(name, part, rows, type);

    public ClusterSnapshot Restore(ClusterSnapshot snapshot, string key, byte[] value) =>
        restore(snapshot, key, JsonSerializer.Deserialize(value, type) ?? throw new JsonException("A row is null."));
}
