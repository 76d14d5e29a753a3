namespace PeeringServer.CommandLine.Client.Transport;

/// <summary>A header or a query parameter. A class of its own, because generic code over pairs would be compiled anew at every start.</summary>
internal sealed record NamedValue(string Name, string Value)
{
    /// <summary>The values in the order of their names.</summary>
    public static List<NamedValue> Sorted(IEnumerable<NamedValue> values)
    {
        var sorted = new List<NamedValue>(values);
        sorted.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        return sorted;
    }
}
