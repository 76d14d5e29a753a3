using System.CommandLine;

namespace PeeringServer.CommandLine;

/// <summary>Finds the command that the words of a command line mean and runs it, with the exit codes and streams of consul.</summary>
internal static class CommandDispatcher
{
    private const string MisplacedFlags =
        "Invalid flags before the subcommand. If these flags are for\nthe subcommand, please put them after the subcommand.\n";

    /// <summary>Runs the command line <paramref name="words"/>.</summary>
    /// <param name="root">Holds the commands; its own name is that of the program.</param>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="streams">Where to write.</param>
    /// <param name="cancellationToken">Ends a command that would go on.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(Command root, IReadOnlyList<string> words, CommandStreams streams, CancellationToken cancellationToken = default)
    {
        var line = CommandWords.Read(root, words);
        if (line.AsksVersion)
        {
            return VersionOf(root).InvokeAsync([], streams, cancellationToken);
        }

        if (line.Command is null or CommandGroup && UnemulatedCommands.Find(line.Command?.Name, line.Rest) is { } unemulated)
        {
            streams.Error.WriteLine($"\"consul {unemulated}\" is not emulated: consul has this command, peering-server has not\n");
            HelpText.Write(streams.Error, line.Command ?? root);
            return Task.FromResult(ExitCodes.NoCommand);
        }

        if (line.Command is null)
        {
            // Help is what was asked for only where no command was named: "bogus -h" is an unknown command still.
            var asked = line.AsksHelp && !line.NamesCommand;
            HelpText.WriteCommands(asked ? streams.Output : streams.Error, root);
            return Task.FromResult(asked ? ExitCodes.Success : ExitCodes.NoCommand);
        }

        if (line.AsksHelp)
        {
            HelpText.Write(streams.Output, line.Command);
            return Task.FromResult(ExitCodes.Success);
        }

        if (line.HasMisplacedFlags)
        {
            streams.Error.WriteLine(MisplacedFlags);
        }
        else if (line.Command is ConsulCommand command)
        {
            return command.InvokeAsync(line.Rest, streams, cancellationToken);
        }

        HelpText.Write(streams.Error, line.Command);
        return Task.FromResult(ExitCodes.Failure);
    }

    private static VersionCommand VersionOf(Command root) => root.Subcommands.OfType<VersionCommand>().Single();
}
