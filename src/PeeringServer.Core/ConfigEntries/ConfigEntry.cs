using System.Collections.Immutable;
using System.Text.Json;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>One config entry, as normalised.</summary>
/// <param name="Kind">One of <see cref="ConfigEntryKinds"/>.</param>
/// <param name="Name">Its name within the kind.</param>
internal sealed record ConfigEntry(string Kind, string Name)
{
    /// <summary>What is particular to the kind: an object with the members in the order in which they are shown.</summary>
    public required JsonElement Body { get; init; }

    public ImmutableSortedDictionary<string, string> Meta { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Tells equal contents from different ones, and no more than that.</summary>
    public ulong Hash { get; init; }

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Whether writing the other one would change anything.</summary>
    public bool HasContentOf(ConfigEntry other) =>
        Kind == other.Kind && Name == other.Name && Meta.SequenceEqual(other.Meta) && Body.GetRawText() == other.Body.GetRawText();
}
