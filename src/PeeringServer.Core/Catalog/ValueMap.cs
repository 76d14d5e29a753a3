using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A map in the order of its keys that equals any other of the same content: what a registration is compared by.</summary>
internal sealed class ValueMap<T> : IEquatable<ValueMap<T>>
{
    private readonly Lazy<int> _hash;

    public ValueMap(IEnumerable<KeyValuePair<string, T>> pairs)
    {
        Pairs = pairs.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _hash = new(() => Pairs.Aggregate(Pairs.Count, static (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value)));
    }

    /// <summary>The content.</summary>
    public ImmutableSortedDictionary<string, T> Pairs { get; }

    /// <summary>A map of what there is; null, which is not the same as empty, stays null.</summary>
    public static ValueMap<T>? From(IEnumerable<KeyValuePair<string, T>>? pairs) => pairs is null ? null : new(pairs);

    public bool Equals(ValueMap<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && Pairs.Count == other.Pairs.Count && Pairs.SequenceEqual(other.Pairs));

    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);

    public override int GetHashCode() => _hash.Value;
}
