using System.Text;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>The hash of a config entry's content: 64 bits of FNV-1a, never 0.</summary>
internal static class ConfigEntryHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ConfigEntry entry)
    {
        var hash = Basis;
        foreach (var text in entry.Meta.SelectMany(static pair => new[] { pair.Key, pair.Value }).Prepend(entry.Body.GetRawText()).Prepend(entry.Name).Prepend(entry.Kind))
        {
            foreach (var octet in Encoding.UTF8.GetBytes(text).Append((byte)0))
            {
                hash = unchecked((hash ^ octet) * Prime);
            }
        }

        return Math.Max(hash, 1);
    }
}
