using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>What a help text states, without its prose: flags with their placeholders and defaults, and subcommands.</summary>
internal static partial class HelpFacts
{
    /// <summary>Takes the help out of a text.</summary>
    /// <returns>The text with a placeholder where the help was, and what it states; null where there is none.</returns>
    public static (string Text, JsonObject? Facts) Split(string text)
    {
        if (WholeHelp().Match(text) is { Success: true } help)
        {
            return (text[..help.Index] + "<help>\n", Read("help", text[help.Index..].Split('\n')));
        }

        var (kept, block) = (new List<string>(), new List<string>());
        var isInside = false;
        foreach (var line in text.Split('\n'))
        {
            if (line == "Usage:" && !isInside)
            {
                isInside = true;
                kept.Add("<flag list>");
            }
            else if (isInside && (line.StartsWith("  -", StringComparison.Ordinal) || line.StartsWith("    \t", StringComparison.Ordinal)))
            {
                block.Add(line);
            }
            else
            {
                kept.Add(line);
            }
        }

        return block.Count > 0 ? (string.Join('\n', kept), Read("flag list", block)) : (text, null);
    }

    private static JsonObject Read(string shape, IEnumerable<string> lines)
    {
        var (flags, commands) = (new SortedDictionary<string, JsonObject>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        JsonObject? current = null;
        var isListing = false;
        foreach (var line in lines)
        {
            if (FlagLine().Match(line) is { Success: true } flag)
            {
                var placeholder = flag.Groups[2].Success ? flag.Groups[2].Value : flag.Groups[3].Success ? flag.Groups[3].Value : null;
                current = flags[flag.Groups[1].Value] = new JsonObject { ["flag"] = flag.Groups[1].Value, ["placeholder"] = placeholder };
            }

            if (ListBegins().IsMatch(line))
            {
                isListing = true;
            }
            else if (isListing && ListedCommand().Match(line) is { Success: true } command)
            {
                commands.Add(command.Groups[1].Value);
            }

            if (current is not null && Default().Match(line) is { Success: true } value)
            {
                current["default"] = value.Groups[1].Value;
            }
        }

        var facts = new JsonObject { ["shape"] = shape, ["flags"] = new JsonArray([.. flags.Values]) };
        if (commands.Count > 0)
        {
            facts["subcommands"] = new JsonArray([.. commands.Select(command => JsonValue.Create(command))]);
        }

        return facts;
    }

    [GeneratedRegex("^Usage: ", RegexOptions.Multiline)]
    private static partial Regex WholeHelp();

    [GeneratedRegex(@"^  -([A-Za-z][\w-]*)(?:=<([^>]*)>| ([a-z]\w*))?(?:\s*$|\t)")]
    private static partial Regex FlagLine();

    [GeneratedRegex("^(Available commands are|Subcommands):")]
    private static partial Regex ListBegins();

    [GeneratedRegex(@"^    ([a-z][\w-]*) {2,}\S")]
    private static partial Regex ListedCommand();

    [GeneratedRegex("""\(default:? "?([^")]*)"?\)""")]
    private static partial Regex Default();
}
