using PeeringServer.CommandLine;
using PeeringServer.CommandLine.Client;

namespace PeeringServer.Tests.CommandLine.Client;

/// <summary>Runs client commands against what a test sets up.</summary>
internal static class ClientRun
{
    /// <summary>Runs one on a thread of its own: it waits for the network where it stands.</summary>
    public static Task<CommandRun> Of(IReadOnlyDictionary<string, string>? variables, params string[] words) => Task.Factory.StartNew(
        () => CommandRun.Of(ConsulCommands.Create(Environment(variables ?? new Dictionary<string, string>())), words),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    /// <summary>An environment with nothing in it but <paramref name="variables"/>.</summary>
    public static ClientEnvironment Environment(IReadOnlyDictionary<string, string> variables, string directory = "/nowhere", TimeProvider? time = null) =>
        new(name => variables.GetValueOrDefault(name), directory, time ?? TimeProvider.System);
}
