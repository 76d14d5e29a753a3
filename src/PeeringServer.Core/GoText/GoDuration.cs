using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeeringServer.Core.GoText;

/// <summary>Go's <c>time.Duration</c>: a signed number of nanoseconds, and the text form of it (<c>1h30m</c>, <c>1.5s</c>).</summary>
internal static class GoDuration
{
    public const long Microsecond = 1_000;
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000_000_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;

    // The magnitude of the smallest duration; the largest one is smaller by one.
    private const ulong Limit = 1UL << 63;

    private static readonly SearchValues<char> NumberStarts = SearchValues.Create(".0123456789");

    /// <summary><c>time.ParseDuration</c>.</summary>
    /// <param name="text">Numbers with units, fractions allowed, one sign before all of them; or 0.</param>
    /// <param name="nanoseconds">The duration.</param>
    /// <param name="error">Go's error, which quotes the text.</param>
    public static bool TryParse(string text, out long nanoseconds, [NotNullWhen(false)] out string? error)
    {
        nanoseconds = 0;
        error = null;
        string rest = text is ['-' or '+', ..] ? text[1..] : text;
        if (rest == "0")
        {
            return true;
        }

        if (!TrySum(rest, out ulong sum, out error))
        {
            error = error is null ? $"time: invalid duration {GoTimeQuote.Quote(text)}" : $"time: {error} duration {GoTimeQuote.Quote(text)}";
            return false;
        }

        bool negative = text[0] == '-';
        if (sum == Limit && !negative)
        {
            error = $"time: invalid duration {GoTimeQuote.Quote(text)}";
            return false;
        }

        nanoseconds = negative ? (long)(0 - sum) : (long)sum;
        return true;
    }

    /// <summary><c>Duration.String</c>: <c>1h0m0s</c>, <c>1.5s</c>, <c>100ms</c>, <c>0s</c>.</summary>
    public static string Format(long nanoseconds)
    {
        ulong magnitude = nanoseconds < 0 ? 0 - (ulong)nanoseconds : (ulong)nanoseconds;
        string sign = nanoseconds < 0 ? "-" : "";
        return magnitude switch
        {
            0 => "0s",
            < Microsecond => Invariant($"{sign}{magnitude}ns"),
            < Millisecond => sign + Fraction(magnitude, Microsecond) + "µs",
            < Second => sign + Fraction(magnitude, Millisecond) + "ms",
            < Minute => sign + Fraction(magnitude, Second) + "s",
            < Hour => Invariant($"{sign}{magnitude / Minute}m{Fraction(magnitude % Minute, Second)}s"),
            _ => Invariant($"{sign}{magnitude / Hour}h{magnitude / Minute % 60}m{Fraction(magnitude % Minute, Second)}s"),
        };
    }

    /// <summary>The duration in .NET's unit of 100 nanoseconds, cut off towards zero.</summary>
    public static TimeSpan ToTimeSpan(long nanoseconds) => new(nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The duration as Go counts it, held to the range of Go's type.</summary>
    public static long FromTimeSpan(TimeSpan value) =>
        (long)Int128.Clamp((Int128)value.Ticks * TimeSpan.NanosecondsPerTick, long.MinValue, long.MaxValue);

    private static bool TrySum(ReadOnlySpan<char> rest, out ulong sum, out string? error)
    {
        sum = 0;
        error = null;
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            if (!TryTakeWhole(ref rest, out ulong whole, out bool hasWhole))
            {
                return false;
            }

            (ulong fraction, double scale, bool hasFraction) = TakeFraction(ref rest);
            if (!hasWhole && !hasFraction)
            {
                return false;
            }

            int end = rest.IndexOfAny(NumberStarts);
            ReadOnlySpan<char> unit = end < 0 ? rest : rest[..end];
            rest = rest[unit.Length..];
            if (unit.IsEmpty)
            {
                error = "missing unit in";
                return false;
            }

            ulong size = SizeOf(unit);
            if (size == 0)
            {
                error = $"unknown unit {GoTimeQuote.Quote(unit.ToString())} in";
                return false;
            }

            if (whole > Limit / size)
            {
                return false;
            }

            // Rounded through a double as in Go: fractions are exact to the nanosecond only as far as that goes.
            ulong part = (whole * size) + (fraction > 0 ? (ulong)(fraction * (size / scale)) : 0);
            sum += part;
            if (part > Limit || sum > Limit)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryTakeWhole(ref ReadOnlySpan<char> rest, out ulong value, out bool any)
    {
        value = 0;
        any = false;
        while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
        {
            if (value > Limit / 10)
            {
                return false;
            }

            value = (value * 10) + (ulong)(rest[0] - '0');
            if (value > Limit)
            {
                return false;
            }

            any = true;
            rest = rest[1..];
        }

        return true;
    }

    // Digits beyond the 63 bits that Go keeps are skipped.
    private static (ulong Value, double Scale, bool Any) TakeFraction(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '.')
        {
            return (0, 1, false);
        }

        ulong value = 0;
        double scale = 1;
        int taken = 1;
        bool full = false;
        for (; taken < rest.Length && char.IsAsciiDigit(rest[taken]); taken++)
        {
            ulong next = unchecked((value * 10) + (ulong)(rest[taken] - '0'));
            full |= value > (Limit - 1) / 10 || next > Limit;
            if (!full)
            {
                value = next;
                scale *= 10;
            }
        }

        rest = rest[taken..];
        return (value, scale, taken > 1);
    }

    private static ulong SizeOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => Microsecond,
        "ms" => Millisecond,
        "s" => Second,
        "m" => Minute,
        "h" => Hour,
        _ => 0,
    };

    private static string Fraction(ulong value, ulong unit)
    {
        string whole = (value / unit).ToString(CultureInfo.InvariantCulture);
        int digits = unit.ToString(CultureInfo.InvariantCulture).Length - 1;
        string fraction = (value % unit).ToString("D" + digits, CultureInfo.InvariantCulture).TrimEnd('0');
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
