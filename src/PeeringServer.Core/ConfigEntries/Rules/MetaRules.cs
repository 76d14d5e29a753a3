using System.Text;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>Limits of metadata.</summary>
internal static class MetaRules
{
    private const int MaxPairs = 64;
    private const int MaxKeyLength = 128;

    /// <summary>The longest a value may be; descriptions have the same limit.</summary>
    public const int MaxValueLength = 512;

    /// <summary>All that is wrong, or null.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> meta)
    {
        var faults = Faults(meta).ToList();
        return faults.Count == 0 ? null : GoErrors.Combine(faults);
    }

    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> meta)
    {
        if (meta.Count > MaxPairs)
        {
            yield return $"Meta exceeds maximum element count {MaxPairs}";
        }

        foreach (var (key, value) in meta)
        {
            if (Encoding.UTF8.GetByteCount(key) > MaxKeyLength)
            {
                yield return $"Meta key {GoQuote.Quote(key)} exceeds maximum length {MaxKeyLength}";
            }

            if (Encoding.UTF8.GetByteCount(value) > MaxValueLength)
            {
                yield return $"Meta value for key {GoQuote.Quote(key)} exceeds maximum length {MaxValueLength}";
            }
        }
    }
}
