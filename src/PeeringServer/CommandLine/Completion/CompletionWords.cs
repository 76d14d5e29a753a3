using System.CommandLine;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Completion;

/// <summary>What may follow a command.</summary>
/// <param name="Path">The words that name the command; empty for the program itself.</param>
/// <param name="Words">The words that may follow: commands, or flags.</param>
internal sealed record CompletionWords(string Path, IReadOnlyList<string> Words)
{
    /// <summary>All commands below <paramref name="root"/>, those consul has not included.</summary>
    public static IReadOnlyList<CompletionWords> Of(Command root)
    {
        var found = new List<CompletionWords>();
        Collect(root, "", found);
        return found;
    }

    private static void Collect(Command command, string path, List<CompletionWords> found)
    {
        var flags = command.Options.OfType<GoFlag>().Select(static flag => $"-{flag.FlagName}");
        found.Add(new CompletionWords(path, [.. command.Subcommands.Select(static c => c.Name).Concat(flags).Order(StringComparer.Ordinal)]));
        foreach (var inner in command.Subcommands)
        {
            Collect(inner, path.Length == 0 ? inner.Name : $"{path} {inner.Name}", found);
        }
    }
}
