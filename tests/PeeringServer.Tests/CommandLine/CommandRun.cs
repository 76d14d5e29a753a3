using System.CommandLine;
using PeeringServer.CommandLine;

namespace PeeringServer.Tests.CommandLine;

/// <summary>What a command line printed and returned.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static Task<CommandRun> Of(params string[] words) => Of(TestCommands.Create(), words);

    public static async Task<CommandRun> Of(Command root, params string[] words)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await CommandDispatcher.RunAsync(root, words, new CommandStreams(output, error));
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
