using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;

namespace PeeringServer.Conformance.Cli;

/// <summary>Runs command lines in the process of the tests: all of the program but its entry point.</summary>
internal sealed class InProcessCommandLine : ICommandLine
{
    public async Task<CommandRun> RunAsync(
        IReadOnlyList<string> words, IReadOnlyDictionary<string, string> environment, string directory, CancellationToken cancellationToken)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var commands = ConsulCommands.Create(new ClientEnvironment(name => environment.GetValueOrDefault(name), directory, TimeProvider.System));

        // The client waits for the network where it stands, and must not do so on a thread that the cluster needs.
        var exitCode = await Task.Factory.StartNew(
            () => CommandDispatcher.RunAsync(commands, words, new CommandStreams(output, error), cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap().WaitAsync(cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
