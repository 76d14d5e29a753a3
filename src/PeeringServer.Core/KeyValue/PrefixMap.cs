using System.Collections.Immutable;

namespace PeeringServer.Core.KeyValue;

/// <summary>Values by key, in the order of the keys; what shares a prefix is found without looking at the rest. Immutable.</summary>
internal sealed class PrefixMap<T>
    where T : class
{
    public static readonly PrefixMap<T> Empty = new([]);

    private static readonly Comparer<KeyValuePair<string, T>> ByKey = Comparer<KeyValuePair<string, T>>.Create(static (left, right) => KeyOrder.Compare(left.Key, right.Key));

    private readonly ImmutableList<KeyValuePair<string, T>> _pairs;

    private PrefixMap(ImmutableList<KeyValuePair<string, T>> pairs) => _pairs = pairs;

    /// <summary>Every key with its value, in the order of the keys.</summary>
    public IEnumerable<KeyValuePair<string, T>> Pairs => _pairs;

    public int Count => _pairs.Count;

    public T? Find(string key) => IndexOf(key) is >= 0 and var at ? _pairs[at].Value : null;

    /// <summary>Every value whose key starts with the prefix; all of them for the empty one.</summary>
    public IEnumerable<T> Under(string prefix)
    {
        for (var at = FirstUnder(prefix); at < _pairs.Count && _pairs[at].Key.StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            yield return _pairs[at].Value;
        }
    }

    public PrefixMap<T> With(string key, T value)
    {
        var pair = KeyValuePair.Create(key, value);
        return IndexOf(key) is var at && at >= 0 ? new(_pairs.SetItem(at, pair)) : new(_pairs.Insert(~at, pair));
    }

    public PrefixMap<T> Without(string key) => IndexOf(key) is >= 0 and var at ? new(_pairs.RemoveAt(at)) : this;

    public PrefixMap<T> WithoutUnder(string prefix)
    {
        var count = Under(prefix).Count();
        return count == 0 ? this : new(_pairs.RemoveRange(FirstUnder(prefix), count));
    }

    public PrefixMap<T> WithoutWhere(Predicate<T> match) => new(_pairs.RemoveAll(pair => match(pair.Value)));

    private int FirstUnder(string prefix) => IndexOf(prefix) is var at && at >= 0 ? at : ~at;

    private int IndexOf(string key) => _pairs.BinarySearch(KeyValuePair.Create<string, T>(key, null!), ByKey);
}
