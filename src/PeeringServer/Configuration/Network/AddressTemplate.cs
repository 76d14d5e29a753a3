using System.Text.RegularExpressions;
using PeeringServer.Core.GoText;

namespace PeeringServer.Configuration.Network;

/// <summary>
/// Fills in go-sockaddr templates such as <c>{{ GetInterfaceIP "eth0" }}</c>, which stand for addresses in files written for
/// many hosts. Of that language, the functions that configurations use.
/// </summary>
internal static partial class AddressTemplate
{
    /// <summary>Fills in <paramref name="text"/>.</summary>
    /// <param name="text">Text with any number of templates.</param>
    /// <param name="addresses">The host's addresses, read when a template needs them.</param>
    /// <exception cref="FormatException">A template is no valid one; the message is go-sockaddr's.</exception>
    public static string Expand(string text, Lazy<IReadOnlyList<HostAddress>> addresses)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            var expanded = Action().Replace(text, m => Evaluate(m.Groups[1].Value, addresses));
            return expanded.Contains("{{", StringComparison.Ordinal) ? throw new FormatException("unclosed action") : expanded;
        }
        catch (FormatException e)
        {
            throw new FormatException($"unable to parse template {GoQuote.Quote(text)}: template: sockaddr.Parse:1: {e.Message}");
        }
    }

    private static string Evaluate(string pipeline, Lazy<IReadOnlyList<HostAddress>> addresses)
    {
        object? value = null;
        foreach (var stage in Stages(pipeline))
        {
            value = AddressFunctions.Call(stage[0], [.. stage.Skip(1)], value, addresses);
        }

        return value switch
        {
            string text => text,
            IEnumerable<HostAddress> list => string.Join(' ', list.Select(a => a.Address)),
            _ => throw new FormatException("missing value for command"),
        };
    }

    private static IEnumerable<List<string>> Stages(string pipeline)
    {
        var stage = new List<string>();
        foreach (Match word in Word().Matches(pipeline))
        {
            if (word.Value != "|")
            {
                stage.Add(word.Value.Trim('"', '`'));
            }
            else if (stage.Count > 0)
            {
                yield return stage;
                stage = [];
            }
            else
            {
                throw new FormatException("missing value for command");
            }
        }

        yield return stage.Count > 0 ? stage : throw new FormatException("missing value for command");
    }

    [GeneratedRegex(@"\{\{-?\s*(.*?)\s*-?\}\}", RegexOptions.Singleline)]
    private static partial Regex Action();

    [GeneratedRegex("""
        "[^"]*"|`[^`]*`|\||[^\s|]+
        """)]
    private static partial Regex Word();
}
