using System.Collections.Immutable;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>All config entries at one index.</summary>
internal sealed record ConfigEntryTable
{
    public static readonly ConfigEntryTable Empty = new();

    /// <summary>Index of the last write to any entry; a server's own start is the first.</summary>
    public ulong Index { get; init; }

    /// <summary>By kind and name in lower case, in the order in which they are listed.</summary>
    private ImmutableSortedDictionary<string, ConfigEntry> ByKey { get; init; } = ImmutableSortedDictionary.Create<string, ConfigEntry>(StringComparer.Ordinal);

    /// <summary>Every entry, by kind and then by name.</summary>
    public IEnumerable<ConfigEntry> All => ByKey.Values;

    public ConfigEntry? Find(string kind, string name) => ByKey.GetValueOrDefault(KeyOf(kind, name));

    public IEnumerable<ConfigEntry> OfKind(string kind) => All.Where(entry => entry.Kind == kind);

    public ConfigEntryTable With(ConfigEntry entry) => this with { Index = entry.ModifyIndex, ByKey = ByKey.SetItem(KeyOf(entry.Kind, entry.Name), entry) };

    public ConfigEntryTable Without(ConfigEntry entry, ulong index) => this with { Index = index, ByKey = ByKey.Remove(KeyOf(entry.Kind, entry.Name)) };

    private static string KeyOf(string kind, string name) => $"{kind}\0{name}".ToLowerInvariant();
}
