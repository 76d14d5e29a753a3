using System.Globalization;

namespace PeeringServer.Bench.Report;

/// <summary>A figure to reach.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="IsMet">Whether it was reached.</param>
internal sealed record Aim(string Text, bool IsMet)
{
    public static Aim AtLeast(double aim, double value) => new($"≥ {aim.ToString("0.##", CultureInfo.InvariantCulture)}", value >= aim);

    public static Aim AtMost(double aim, double value, string unit = "") => new($"≤ {aim.ToString("0.##", CultureInfo.InvariantCulture)}{unit}", value <= aim);
}
