using System.Globalization;

namespace PeeringServer.Bench.Measurements;

/// <summary>Figures as text.</summary>
internal static class Units
{
    public static string Milliseconds(double value) => $"{value.ToString("0.0#", CultureInfo.InvariantCulture)} ms";

    public static string Seconds(double value) => $"{value.ToString("0.0#", CultureInfo.InvariantCulture)} s";

    public static string Megabytes(double bytes) => $"{(bytes / 1_048_576).ToString("0.0", CultureInfo.InvariantCulture)} MB";

    public static string Kilobytes(double bytes) => $"{(bytes / 1024).ToString("0.0", CultureInfo.InvariantCulture)} KB";

    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A ratio with the least and greatest of its parts.</summary>
    public static string Ratio(double value, IReadOnlyCollection<double> parts) => $"{Ratio(value)} ({Ratio(parts.Min())}–{Ratio(parts.Max())})";

    public static T Median<T>(IEnumerable<T> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
