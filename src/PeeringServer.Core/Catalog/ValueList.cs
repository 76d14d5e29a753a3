using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>A list that equals any other of the same items in the same order.</summary>
internal sealed class ValueList<T> : IEquatable<ValueList<T>>
{
    public static readonly ValueList<T> Empty = new([]);

    public ValueList(IEnumerable<T> items) => Items = [.. items];

    /// <summary>The content.</summary>
    public ImmutableArray<T> Items { get; }

    /// <summary>A list of what there is; null stands for none.</summary>
    public static ValueList<T> From(IEnumerable<T>? items) => items is null ? Empty : new(items);

    public bool Equals(ValueList<T>? other) => ReferenceEquals(this, other) || (other is not null && Items.SequenceEqual(other.Items));

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => Items.Aggregate(Items.Length, static (hash, item) => HashCode.Combine(hash, item));
}
