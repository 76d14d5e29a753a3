using System.Text.Json.Serialization;
using PeeringServer.Core.ConfigEntries;

namespace PeeringServer.Http.Wire;

/// <summary>A config entry as the API shows it: its kind decides what there is between name and metadata.</summary>
[JsonConverter(typeof(ConfigEntryJsonConverter))]
internal sealed record ConfigEntryJson(ConfigEntry Entry)
{
    public static ConfigEntryJson[] From(IEnumerable<ConfigEntry> entries) => [.. entries.Select(static entry => new ConfigEntryJson(entry))];
}
