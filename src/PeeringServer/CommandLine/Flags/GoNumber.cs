using System.Globalization;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Flags;

/// <summary>Text to values the way Go's strconv package reads it, with its errors.</summary>
internal static class GoNumber
{
    /// <summary>What strconv.Atoi has against <paramref name="text"/>, or null.</summary>
    public static string? Check(string text)
    {
        var digits = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        var reason = digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') ? "invalid syntax"
            : !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "value out of range"
            : null;
        return reason is null ? null : $"strconv.Atoi: parsing {GoQuote.Quote(text)}: {reason}";
    }

    /// <summary>Reads text that <see cref="Check"/> found nothing wrong with.</summary>
    public static long Parse(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>strconv.ParseBool: the value, or null where it is none.</summary>
    public static bool? ParseBool(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
