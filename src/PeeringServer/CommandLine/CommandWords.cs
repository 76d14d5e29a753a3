using System.CommandLine;

namespace PeeringServer.CommandLine;

/// <summary>What the words of a command line come down to before any flag is read.</summary>
internal sealed record CommandWords
{
    /// <summary>The command named, or null for none or an unknown one.</summary>
    public Command? Command { get; private init; }

    /// <summary>A word stands where a command is named, whether or not there is such a command.</summary>
    public bool NamesCommand { get; private init; }

    /// <summary>A help word stands anywhere before a <c>--</c>, even where a flag's value would.</summary>
    public bool AsksHelp { get; private init; }

    /// <summary>A version flag stands before any command.</summary>
    public bool AsksVersion { get; private init; }

    /// <summary>Other flags stand before the command.</summary>
    public bool HasMisplacedFlags { get; private init; }

    /// <summary>The words after the command, or from the one on that names none.</summary>
    public IReadOnlyList<string> Rest { get; private init; } = [];

    /// <summary>Reads <paramref name="words"/> against the commands below <paramref name="root"/>.</summary>
    public static CommandWords Read(Command root, IReadOnlyList<string> words)
    {
        var read = new CommandWords();
        for (var i = 0; i < words.Count && words[i] != "--"; i++)
        {
            var word = words[i];
            if (word is "-h" or "-help" or "--help")
            {
                read = read with { AsksHelp = true };
            }
            else if (read.NamesCommand || word.Length == 0)
            {
                continue;
            }
            else if (word is "-v" or "-version" or "--version")
            {
                read = read with { AsksVersion = true };
            }
            else if (word[0] == '-')
            {
                read = read with { HasMisplacedFlags = true };
            }
            else if (word.Contains(' ', StringComparison.Ordinal))
            {
                // No command has a space in it; words behind one are not looked at, not even help words.
                return read;
            }
            else
            {
                read = Descend(root, words, i, read);
            }
        }

        return read;
    }

    // Follows the words into groups as far as they name something. What is left over belongs to the command, so that
    // "peering bogus" is the group with an extra word. No prefixes, and case matters.
    private static CommandWords Descend(Command root, IReadOnlyList<string> words, int at, CommandWords read)
    {
        var found = Find(root, words[at]);
        var next = at + 1;
        while (found is not null && next < words.Count && Find(found, words[next]) is { } inner)
        {
            found = inner;
            next++;
        }

        return read with { NamesCommand = true, Command = found, Rest = [.. words.Skip(found is null ? at : next)] };
    }

    private static Command? Find(Command parent, string word) =>
        parent.Subcommands.FirstOrDefault(c => string.Equals(c.Name, word, StringComparison.Ordinal)) is { } listed ? CommandEntry.Resolve(listed) : null;
}
