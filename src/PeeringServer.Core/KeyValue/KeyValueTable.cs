using System.Collections.Immutable;

namespace PeeringServer.Core.KeyValue;

/// <summary>All keys at one index, with what deleted ones left behind: the index of a prefix does not go back when its latest key goes.</summary>
internal sealed record KeyValueTable
{
    public static readonly KeyValueTable Empty = new();

    /// <summary>As long as a real server keeps tombstones, and how often it looks after them.</summary>
    private static readonly TimeSpan TombstoneLifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);

    /// <summary>Index of the last write to any key, 0 before the first.</summary>
    public ulong Index { get; init; }

    /// <summary>Until when keys cannot be locked, because the session that held them ended without giving them back.</summary>
    public ImmutableDictionary<string, DateTimeOffset> LockDelays { get; init; } = ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    public PrefixMap<KeyValueEntry> Entries { get; init; } = PrefixMap<KeyValueEntry>.Empty;

    public PrefixMap<Tombstone> Tombstones { get; init; } = PrefixMap<Tombstone>.Empty;

    private DateTimeOffset NextSweep { get; init; }

    public KeyValueEntry? Find(string key) => Entries.Find(key);

    public IEnumerable<KeyValueEntry> Under(string prefix) => Entries.Under(prefix);

    /// <summary>Index of everything under a prefix; that of all keys where there was never anything, and for the empty prefix.</summary>
    public ulong IndexUnder(string prefix)
    {
        if (prefix.Length == 0)
        {
            return Index;
        }

        var latest = Entries.Under(prefix).Select(static entry => entry.ModifyIndex).DefaultIfEmpty().Max();
        var buried = Tombstones.Under(prefix).Select(static stone => stone.Index).DefaultIfEmpty().Max();
        return Math.Max(latest, buried) is > 0 and var index ? index : Index;
    }

    public bool IsLockDelayed(string key, DateTimeOffset now) => LockDelays.TryGetValue(key, out var until) && until > now;

    public KeyValueTable With(KeyValueEntry entry) => this with { Index = entry.ModifyIndex, Entries = Entries.With(entry.Key, entry) };

    public KeyValueTable Without(string key, ulong index, DateTimeOffset now) => (this with { Index = index, Entries = Entries.Without(key) }).Bury(key, index, now);

    /// <summary>One tombstone stands for the whole prefix; when everything goes there is none, as then the index of all keys counts.</summary>
    /// <remarks>
    /// Older tombstones below the prefix go with the keys. A real server leaves them, and the index of a longer prefix then goes back to theirs.
    /// </remarks>
    public KeyValueTable WithoutUnder(string prefix, ulong index, DateTimeOffset now)
    {
        var table = this with { Index = index, Entries = Entries.WithoutUnder(prefix), Tombstones = Tombstones.WithoutUnder(prefix) };
        return prefix.Length == 0 ? table : table.Bury(prefix, index, now);
    }

    public KeyValueTable WithLockDelay(string key, DateTimeOffset until, DateTimeOffset now) => this with
    {
        LockDelays = LockDelays.RemoveRange(LockDelays.Where(delay => delay.Value <= now).Select(static delay => delay.Key)).SetItem(key, until),
    };

    private KeyValueTable Bury(string key, ulong index, DateTimeOffset now)
    {
        var isDue = now >= NextSweep;
        var stones = isDue ? Tombstones.WithoutWhere(stone => stone.At + TombstoneLifetime <= now) : Tombstones;
        return this with { Tombstones = stones.With(key, new Tombstone(index, now)), NextSweep = isDue ? now + SweepInterval : NextSweep };
    }
}
