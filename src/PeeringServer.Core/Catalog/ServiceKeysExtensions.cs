using System.Collections.Immutable;

namespace PeeringServer.Core.Catalog;

/// <summary>An index from a name to where instances are; a name without instances has no entry.</summary>
internal static class ServiceKeysExtensions
{
    /// <summary>The same object where it is in there already.</summary>
    public static ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> Include(
        this ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> index,
        string name,
        ServiceKey key) => index.SetItem(CatalogKey.Of(name), index.GetValueOrDefault(CatalogKey.Of(name), []).Add(key));

    public static ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> Exclude(
        this ImmutableSortedDictionary<string, ImmutableSortedSet<ServiceKey>> index,
        string name,
        ServiceKey key)
    {
        var left = index.GetValueOrDefault(CatalogKey.Of(name), []).Remove(key);
        return left.IsEmpty ? index.Remove(CatalogKey.Of(name)) : index.SetItem(CatalogKey.Of(name), left);
    }
}
