using System.Globalization;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes a <c>service-splitter</c> entry valid.</summary>
internal static class SplitterRules
{
    // Weights are percentages, and counted in hundredths of one.
    private const int Whole = 100 * 100;

    public static string? Fault(ConfigEntry entry)
    {
        var splits = new LooseObject(entry.Body).Objects("Splits");
        return splits.Count == 0 ? "no splits configured" : MetaRules.Fault(entry.Meta) ?? RepetitionFault(entry.Name, splits) ?? SumFault(splits);
    }

    private static string? RepetitionFault(string name, IReadOnlyList<LooseObject> splits)
    {
        var seen = new HashSet<(string Service, string Subset, string Namespace, string Partition)>();
        // Those that change headers count as different, whatever they change.
        foreach (var split in splits.Where(static split => !split.Object("RequestHeaders").Exists && !split.Object("ResponseHeaders").Exists))
        {
            var key = (split.Text("Service") is { Length: > 0 } service ? service : name, split.Text("ServiceSubset"), split.Text("Namespace"), split.Text("Partition"));
            if (!seen.Add(key))
            {
                var (other, subset, @namespace, partition) = key;
                return $"split destination occurs more than once: service={GoQuote.Quote(other)}, subset={GoQuote.Quote(subset)}, namespace={GoQuote.Quote(@namespace)}, partition={GoQuote.Quote(partition)}";
            }
        }

        return null;
    }

    private static string? SumFault(IReadOnlyList<LooseObject> splits)
    {
        var sum = splits.Sum(static split => (long)Math.Round((double)(split.Number("Weight") * 100f), MidpointRounding.AwayFromZero));
        return sum == Whole ? null : string.Create(CultureInfo.InvariantCulture, $"the sum of all split weights must be 100, not {sum / 100f:F6}");
    }
}
