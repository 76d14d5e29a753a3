using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.Flags;

/// <summary>
/// Reads flags by the rules of Go's flag package, where they differ from those of System.CommandLine: one dash or two mean
/// the same, a value may begin with a dash, a value may be empty, reading stops at the first word that is no flag, the first
/// bad flag wins, and a switch never takes the next word.
/// </summary>
internal static class GoFlagParser
{
    /// <summary>Reads the flags of <paramref name="command"/> off <paramref name="words"/>.</summary>
    /// <exception cref="GoFlagException">A word is no valid flag.</exception>
    public static GoFlagValues Parse(ConsulCommand command, IReadOnlyList<string> words)
    {
        var flags = command.Flags.ToDictionary(f => f.FlagName, StringComparer.Ordinal);
        var given = new List<GoFlagValue>();
        var at = 0;
        while (at < words.Count && words[at] is ['-', _, ..] word)
        {
            at++;
            if (word == "--")
            {
                break;
            }

            var (name, joined) = Split(word);
            if (!flags.TryGetValue(name, out var flag))
            {
                throw new GoFlagException($"flag provided but not defined: -{name}");
            }

            var value = joined ?? (flag.IsSwitch ? "true" : at < words.Count ? words[at++] : throw new GoFlagException($"flag needs an argument: -{name}"));
            Require(flag, value);
            given.Add(new GoFlagValue(flag, value));
        }

        return new GoFlagValues(given, [.. words.Skip(at)]);
    }

    private static (string Name, string? Joined) Split(string word)
    {
        var name = word[(word[1] == '-' ? 2 : 1)..];
        if (name.Length == 0 || name[0] is '-' or '=')
        {
            throw new GoFlagException($"bad flag syntax: {word}");
        }

        var equals = name.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (name, null) : (name[..equals], name[(equals + 1)..]);
    }

    private static void Require(GoFlag flag, string value)
    {
        if (flag.IsSwitch && !GoNumbers.TryParseBool(value, out _, out var error))
        {
            throw new GoFlagException($"invalid boolean value {GoQuote.Quote(value)} for -{flag.FlagName}: {error}");
        }

        if (flag.Check(value) is { } reason)
        {
            throw new GoFlagException($"invalid value {GoQuote.Quote(value)} for flag -{flag.FlagName}: {reason}");
        }
    }
}
