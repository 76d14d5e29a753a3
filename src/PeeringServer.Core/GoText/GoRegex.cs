using System.Text.RegularExpressions;

namespace PeeringServer.Core.GoText;

/// <summary>What Go says of a regular expression that is none.</summary>
internal static class GoRegex
{
    /// <summary>Reads an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="fault">What is wrong with it, in Go's words as far as they are about the same.</param>
    /// <returns>The expression, or null where it is none.</returns>
    public static Regex? Parse(string pattern, out string fault)
    {
        fault = "";
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (RegexParseException e)
        {
            fault = "error parsing regexp: " + Fault(pattern, e);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and references, of which neither engine knows anything.
            fault = $"error parsing regexp: invalid or unsupported Perl syntax: `{pattern}`";
        }

        return null;
    }

    private static string Fault(string pattern, RegexParseException fault)
    {
        var at = Math.Clamp(fault.Offset, 0, pattern.Length);
        return fault.Error switch
        {
            RegexParseError.UnterminatedBracket => $"missing closing ]: `{pattern[Math.Max(pattern.LastIndexOf('['), 0)..]}`",
            RegexParseError.InsufficientClosingParentheses => $"missing closing ): `{pattern}`",
            RegexParseError.InsufficientOpeningParentheses => $"unexpected ): `{pattern}`",
            RegexParseError.UnescapedEndingBackslash => "trailing backslash at end of expression: ``",
            RegexParseError.QuantifierAfterNothing => $"missing argument to repetition operator: `{pattern[Math.Max(at - 1, 0)..at]}`",
            RegexParseError.NestedQuantifiersNotParenthesized => $"invalid nested repetition operator: `{pattern[Math.Max(at - 2, 0)..at]}`",
            RegexParseError.ReversedCharacterRange => $"invalid character class range: `{pattern[Math.Max(at - 3, 0)..at]}`",
            RegexParseError.UnrecognizedEscape => $"invalid escape sequence: `{pattern[Math.Max(at - 2, 0)..at]}`",
            RegexParseError.InvalidGroupingConstruct => $"invalid or unsupported Perl syntax: `{pattern}`",
            _ => $"invalid expression: `{pattern}`",
        };
    }
}
