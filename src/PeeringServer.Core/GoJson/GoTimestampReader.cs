using System.Globalization;
using System.Text;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.GoJson;

/// <summary>Reads a time as Go's <c>time.Parse</c> does for RFC 3339: from left to right, and up to the first fault.</summary>
internal ref struct GoTimestampReader(ReadOnlySpan<byte> text)
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const string ZoneLayout = "Z07:00";
    private const int MaxFraction = 9;

    // As Go has it: an offset of a whole day, or with a whole hour of minutes, is still one.
    private const int MaxOffsetHours = 24;
    private const int MaxOffsetMinutes = 60;

    private readonly ReadOnlySpan<byte> _text = text;
    private ReadOnlySpan<byte> _rest = text;

    /// <exception cref="GoJsonException">It is no time; the text is Go's.</exception>
    public GoTimestamp Read()
    {
        var year = Number("2006", 4);
        Skip("-");
        var month = Number("01", 2);
        Require(month is >= 1 and <= 12, "month");
        Skip("-");
        var day = Number("02", 2);
        Skip("T");
        var hour = Hour();
        Require(hour < 24, "hour");
        Skip(":");
        var minute = Number("04", 2);
        Require(minute < 60, "minute");
        Skip(":");
        var second = Number("05", 2);
        Require(second < 60, "second");
        var fraction = Fraction();
        var offset = Offset();
        if (!_rest.IsEmpty)
        {
            throw Refuse($": extra text: {GoTimeQuote.Quote(_rest)}");
        }

        // Years that .NET's calendar has not are as long as the leap year 4.
        Require(day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month), "day");
        return new GoTimestamp(Invariant($"{year:D4}-{month:D2}-{day:D2}"), Invariant($"{hour:D2}:{minute:D2}:{second:D2}"), fraction, offset);
    }

    private int Number(string part, int digits) => TryTake(digits, out var value) ? value : throw Misfit(part);

    /// <summary>One digit is enough for an hour.</summary>
    private int Hour() => TryTake(2, out var value) || TryTake(1, out value) ? value : throw Misfit("15");

    private void Skip(string separator)
    {
        if (_rest.IsEmpty || _rest[0] != separator[0])
        {
            throw Misfit(separator);
        }

        _rest = _rest[1..];
    }

    private string Fraction()
    {
        if (_rest is not [(byte)'.' or (byte)',', >= (byte)'0' and <= (byte)'9', ..])
        {
            return "";
        }

        var end = _rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? _rest[1..] : _rest[1..(end + 1)];
        _rest = _rest[(digits.Length + 1)..];
        return Encoding.ASCII.GetString(digits[..Math.Min(digits.Length, MaxFraction)]).TrimEnd('0');
    }

    private string Offset()
    {
        if (_rest is [(byte)'Z', ..])
        {
            _rest = _rest[1..];
            return "";
        }

        var start = _rest;
        if (_rest is not [_, _, _, (byte)':', _, _, ..])
        {
            throw Misfit(ZoneLayout);
        }

        var sign = (char)_rest[0];
        _rest = _rest[1..];
        if (!TryTake(2, out var hours))
        {
            _rest = start;
            throw Misfit(ZoneLayout);
        }

        _rest = _rest[1..];
        if (!TryTake(2, out var minutes) || sign is not ('+' or '-'))
        {
            _rest = start;
            throw Misfit(ZoneLayout);
        }

        Require(hours <= MaxOffsetHours, "time zone offset hour");
        Require(minutes <= MaxOffsetMinutes, "time zone offset minute");
        var total = (hours * 60) + minutes;
        return total == 0 ? "" : Invariant($"{sign}{total / 60:D2}:{total % 60:D2}");
    }

    private bool TryTake(int digits, out int value)
    {
        value = 0;
        if (_rest.Length < digits || _rest[..digits].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        value = int.Parse(_rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        _rest = _rest[digits..];
        return true;
    }

    private readonly void Require(bool isInRange, string part)
    {
        if (!isInRange)
        {
            throw Refuse($": {part} out of range");
        }
    }

    private readonly GoJsonException Misfit(string part) =>
        Refuse($" as {GoTimeQuote.Quote(Layout)}: cannot parse {GoTimeQuote.Quote(_rest)} as {GoTimeQuote.Quote(part)}");

    private readonly GoJsonException Refuse(string fault) => new($"parsing time {GoTimeQuote.Quote(_text)}{fault}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
