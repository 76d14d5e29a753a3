using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Core.State;

namespace PeeringServer.Persistence.Tables;

/// <summary>
/// Finds the changed rows of one table by comparing: rows are immutable, so an unchanged one is the same object. A table that nobody wrote to is
/// passed over; one that somebody did costs some nanoseconds a row, beside a flush to the disk that takes milliseconds.
/// </summary>
internal sealed class RowFollower<TPart, TRow>(string name, Func<ClusterSnapshot, TPart> part, Func<TPart, IEnumerable<KeyValuePair<string, TRow>>> rows, JsonTypeInfo<TRow> type) : IRowFollower
    where TPart : class
    where TRow : class
{
    private readonly Dictionary<string, TRow> _known = new(StringComparer.Ordinal);
    private TPart? _part;

    public void Advance(ClusterSnapshot snapshot, ICollection<RowChange>? changes)
    {
        var latest = part(snapshot);
        if (ReferenceEquals(latest, _part))
        {
            return;
        }

        _part = latest;
        var source = rows(latest);
        var count = 0;
        foreach (var (key, row) in source)
        {
            count++;
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, key, out _);
            if (!row.Equals(known))
            {
                known = row;
                changes?.Add(new RowChange(name, key, JsonSerializer.SerializeToUtf8Bytes(row, type)));
            }
        }

        if (count < _known.Count)
        {
            RemoveAllBut(source, changes);
        }
    }

    private void RemoveAllBut(IEnumerable<KeyValuePair<string, TRow>> source, ICollection<RowChange>? changes)
    {
        var left = source.Select(static pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in _known.Keys.Where(key => !left.Contains(key)).ToList())
        {
            _known.Remove(key);
            changes?.Add(new RowChange(name, key, null));
        }
    }
}
