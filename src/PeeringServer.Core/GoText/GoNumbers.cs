using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeeringServer.Core.GoText;

/// <summary>Go's <c>strconv</c>: which texts are numbers and truth values, and what it says of the others.</summary>
internal static class GoNumbers
{
    private static readonly SearchValues<char> FloatCharacters = SearchValues.Create("+-.eE0123456789");

    /// <summary><c>strconv.ParseUint(text, 10, bits)</c>: digits only, no sign, no underscore.</summary>
    public static bool TryParseUint(string text, int bits, out ulong value, [NotNullWhen(false)] out string? error)
    {
        error = ParseDigits(text, 10, ulong.MaxValue >> (64 - bits), out value) is { } reason ? Error("ParseUint", text, reason) : null;
        return error is null;
    }

    /// <summary><c>strconv.ParseInt(text, base, bits)</c>: a sign may stand before the digits.</summary>
    /// <param name="text">The number.</param>
    /// <param name="radix">10, or 0 for the radix to be told by a prefix: 0x, 0o, 0b, or 0 for octal.</param>
    /// <param name="bits">The width of the type.</param>
    /// <param name="value">The number's value.</param>
    /// <param name="error">Go's error.</param>
    public static bool TryParseInt(string text, int radix, int bits, out long value, [NotNullWhen(false)] out string? error)
    {
        error = ParseSigned(text, radix, bits, out value) is { } reason ? Error("ParseInt", text, reason) : null;
        return error is null;
    }

    /// <summary><c>strconv.Atoi</c>.</summary>
    public static bool TryAtoi(string text, out long value, [NotNullWhen(false)] out string? error)
    {
        error = ParseSigned(text, 10, 64, out value) is { } reason ? Error("Atoi", text, reason) : null;
        return error is null;
    }

    /// <summary><c>strconv.ParseBool</c>: 1, t, T, true, True, TRUE and their opposites.</summary>
    public static bool TryParseBool(string text, out bool value, [NotNullWhen(false)] out string? error)
    {
        value = text is "1" or "t" or "T" or "true" or "True" or "TRUE";
        error = value || text is "0" or "f" or "F" or "false" or "False" or "FALSE" ? null : Error("ParseBool", text, "invalid syntax");
        return error is null;
    }

    /// <summary><c>strconv.ParseFloat(text, 64)</c> for decimal numbers; infinities and hexadecimal ones are not taken.</summary>
    public static bool TryParseFloat(string text, out double value, [NotNullWhen(false)] out string? error)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        bool parsed = text.AsSpan().IndexOfAnyExcept(FloatCharacters) < 0
            && double.TryParse(text, style, CultureInfo.InvariantCulture, out value);
        error = parsed && double.IsFinite(value) ? null : Error("ParseFloat", text, parsed ? "value out of range" : "invalid syntax");
        return error is null;
    }

    private static string Error(string function, string text, string reason) => $"strconv.{function}: parsing {GoQuote.Quote(text)}: {reason}";

    private static string? ParseSigned(string text, int radix, int bits, out long value)
    {
        value = 0;
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = text is ['-' or '+', ..] ? text.AsSpan(1) : text;
        if (radix == 0)
        {
            (radix, int prefix) = RadixOf(digits);
            digits = digits[prefix..];
        }

        string? reason = ParseDigits(digits, radix, ulong.MaxValue, out ulong magnitude);
        ulong limit = 1UL << (bits - 1);
        if (reason is null && magnitude > (negative ? limit : limit - 1))
        {
            reason = "value out of range";
        }

        value = reason is not null ? 0 : negative ? (long)(0 - magnitude) : (long)magnitude;
        return reason;
    }

    private static (int Radix, int Prefix) RadixOf(ReadOnlySpan<char> digits) => digits switch
    {
        ['0', 'x' or 'X', _, ..] => (16, 2),
        ['0', 'o' or 'O', _, ..] => (8, 2),
        ['0', 'b' or 'B', _, ..] => (2, 2),
        ['0', _, ..] => (8, 1),
        _ => (10, 0),
    };

    // From left to right as in Go: a number that is too large is found out before a wrong character further on.
    private static string? ParseDigits(ReadOnlySpan<char> digits, int radix, ulong limit, out ulong value)
    {
        value = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;
            if (digit >= radix)
            {
                return "invalid syntax";
            }

            UInt128 next = ((UInt128)value * (uint)radix) + (uint)digit;
            if (next > limit)
            {
                return "value out of range";
            }

            value = (ulong)next;
        }

        return digits.IsEmpty ? "invalid syntax" : null;
    }
}
