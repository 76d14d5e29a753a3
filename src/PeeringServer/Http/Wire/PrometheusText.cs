using System.Globalization;
using System.Text;

namespace PeeringServer.Http.Wire;

/// <summary>Gauges in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Whether one of the types in an <c>Accept</c> header stands for the format, by the two names a real agent knows.</summary>
    public static bool IsAcceptedBy(string type)
    {
        var parts = type.Split(';', StringSplitOptions.TrimEntries);
        return parts[0].Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            || (parts[0].Equals("text/plain", StringComparison.OrdinalIgnoreCase) && parts.Length > 1 && parts[1] == "version=0.4.0");
    }

    /// <summary>The gauges, those of one name together and in the order of the names.</summary>
    public static string Of(IEnumerable<GaugeJson> gauges)
    {
        var text = new StringBuilder();
        foreach (var metric in gauges.GroupBy(static gauge => NameOf(gauge.Name)).OrderBy(static metric => metric.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Key} {metric.Key}\n# TYPE {metric.Key} gauge\n");
            foreach (var gauge in metric)
            {
                text.Append(CultureInfo.InvariantCulture, $"{metric.Key}{Labels(gauge.Labels)} {gauge.Value}\n");
            }
        }

        return text.ToString();
    }

    private static string NameOf(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is ':' ? c : '_'));

    private static string Labels(Dictionary<string, string> labels) => labels.Count == 0
        ? ""
        : $"{{{string.Join(',', labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}=\"{Escaped(label.Value)}\""))}}}";

    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
