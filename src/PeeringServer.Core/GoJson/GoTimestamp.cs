using System.Globalization;
using System.Text;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>Go's <c>time.Time</c> as JSON has it: RFC 3339 down to nanoseconds, which is finer than any type of .NET's.</summary>
/// <param name="Date">Year, month and day with dashes.</param>
/// <param name="Clock">Hours, minutes and seconds with colons.</param>
/// <param name="Fraction">The digits of the second's fraction, at most nine, without zeros at the end.</param>
/// <param name="Offset">The distance from UTC as <c>+02:00</c>, or empty for UTC.</param>
internal sealed record GoTimestamp(string Date, string Clock, string Fraction, string Offset)
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const int MaxDigits = 9;
    private const int OffsetLength = 6;

    // The layout's parts, and how long a time's are.
    private static readonly string[] Parts = ["2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"];

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

    private string Point => Fraction.Length == 0 ? "" : $".{Fraction}";

    private string Zone => Offset.Length == 0 ? "Z" : Offset;

    private static GoTimestamp Parse(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'"', .., (byte)'"'])
        {
            throw new GoJsonException("Time.UnmarshalJSON: input is not a JSON string");
        }

        var text = Encoding.UTF8.GetString(json[1..^1]);
        var at = 0;
        foreach (var part in Parts)
        {
            if (at + part.Length > text.Length || !Fits(text.AsSpan(at, part.Length), part))
            {
                throw Refuse(text, at, part);
            }

            at += part.Length;
        }

        const int clock = 11;
        var (date, time) = (text[..(clock - 1)], text[clock..at]);
        Require(text, date, time);
        var fraction = "";
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            var end = text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9');
            end = end < 0 ? text.Length : at + 1 + end;
            fraction = text[(at + 1)..Math.Min(end, at + 1 + MaxDigits)].TrimEnd('0');
            at = end;
        }

        return new GoTimestamp(date, time, fraction, text[at..] switch
        {
            "Z" => "",
            ['+' or '-', >= '0' and <= '2', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'] offset when offset.Length == OffsetLength => offset[1..] == "00:00" ? "" : offset,
            _ => throw Refuse(text, at, "Z07:00"),
        });
    }

    private static bool Fits(ReadOnlySpan<char> text, string part) =>
        char.IsAsciiDigit(part[0]) ? text.IndexOfAnyExceptInRange('0', '9') < 0 : text.SequenceEqual(part);

    private static void Require(string text, string date, string time)
    {
        var part = !DateTime.TryParseExact($"{date[..7]}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && date[..4] != "0000" ? "month"
            : !DateTime.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && date[..4] != "0000" ? "day"
            : string.CompareOrdinal(time, "24") >= 0 ? "hour"
            : string.CompareOrdinal(time[3..], "60") >= 0 ? "minute"
            : string.CompareOrdinal(time[6..], "60") >= 0 ? "second"
            : null;
        if (part is not null)
        {
            throw new GoJsonException($"parsing time {GoQuote.Quote(text)}: {part} out of range");
        }
    }

    private static GoJsonException Refuse(string text, int at, string part) =>
        new($"parsing time {GoQuote.Quote(text)} as {GoQuote.Quote(Layout)}: cannot parse {GoQuote.Quote(text[at..])} as {GoQuote.Quote(part)}");
}
