using System.Globalization;

namespace PeeringServer.Core.GoJson;

/// <summary>Go's <c>time.Time</c> as JSON has it: RFC 3339 down to nanoseconds, which is finer than any type of .NET's.</summary>
/// <param name="Date">Year, month and day with dashes.</param>
/// <param name="Clock">Hours, minutes and seconds with colons.</param>
/// <param name="Fraction">The digits of the second's fraction, at most nine, without zeros at the end.</param>
/// <param name="Offset">The distance from UTC as <c>+02:00</c>, or empty for UTC.</param>
internal sealed record GoTimestamp(string Date, string Clock, string Fraction, string Offset)
{
    private const int MaxFraction = 9;

    // From the first of January of the year 0 to that of the year 4, the first leap year that .NET's calendar has.
    private const int DaysToYearFour = 1461;

    /// <summary>The type for decoding.</summary>
    public static GoType Type { get; } = GoType.Custom("time.Time", static (json, existing) => json.SequenceEqual("null"u8) ? existing : Parse(json));

    /// <summary>With nanoseconds, as Go writes it into JSON.</summary>
    public string ToRfc3339Nano() => $"{Date}T{Clock}{Point}{Zone}";

    /// <summary>In whole seconds.</summary>
    public string ToRfc3339() => $"{Date}T{Clock}{Zone}";

    /// <summary>As Go prints it: <c>2024-01-02 03:04:05.5 +0200 +0200</c>.</summary>
    public override string ToString()
    {
        var offset = Offset.Replace(":", "", StringComparison.Ordinal);
        return Offset.Length == 0 ? $"{Date} {Clock}{Point} +0000 UTC" : $"{Date} {Clock}{Point} {offset} {offset}";
    }

    /// <summary>Which moment it is, as far as .NET's calendar and its 100 nanoseconds go; beyond, the nearest there is.</summary>
    /// <returns>Null for Go's zero time, the first moment of the year 1.</returns>
    public DateTimeOffset? ToInstant()
    {
        var hasYear = Date[..4] != "0000";
        var day = DateOnly.ParseExact(hasYear ? Date : $"0004{Date[4..]}", "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - (hasYear ? 0 : DaysToYearFour);
        var ticks = (day * TimeSpan.TicksPerDay) + TimeSpan.ParseExact(Clock, "hh\\:mm\\:ss", CultureInfo.InvariantCulture).Ticks - OffsetTicks
            + (Fraction.Length == 0 ? 0 : long.Parse(Fraction.PadRight(MaxFraction, '0'), NumberStyles.None, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
        return ticks == 0 && Fraction.Length == 0 ? null : new DateTimeOffset(Math.Clamp(ticks, 1, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
    }

    private string Point => Fraction.Length == 0 ? "" : $".{Fraction}";

    private string Zone => Offset.Length == 0 ? "Z" : Offset;

    private long OffsetTicks
    {
        get
        {
            if (Offset.Length == 0)
            {
                return 0;
            }

            var minutes = (int.Parse(Offset.AsSpan(1, 2), NumberStyles.None, CultureInfo.InvariantCulture) * 60) + int.Parse(Offset.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture);
            return (Offset[0] == '-' ? -minutes : minutes) * TimeSpan.TicksPerMinute;
        }
    }

    private static GoTimestamp Parse(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'"', .., (byte)'"'])
        {
            throw new GoJsonException("Time.UnmarshalJSON: input is not a JSON string");
        }

        return new GoTimestampReader(json[1..^1]).Read();
    }
}
