using System.CommandLine;
using PeeringServer.CommandLine.Agent;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Completion;
using PeeringServer.CommandLine.Operations;
using PeeringServer.CommandLine.Peering;
using PeeringServer.CommandLine.Snapshots;

namespace PeeringServer.CommandLine;

/// <summary>The commands of the program.</summary>
internal static class ConsulCommands
{
    /// <summary>All of them, below a root that goes by the name scripts call the program by.</summary>
    /// <param name="environment">What client commands take from outside their command line.</param>
    public static Command Create(ClientEnvironment environment) => new("consul")
    {
        new AgentCommand(static () => new ProcessSignals()),
        new CompletionCommand(),
        new InfoCommand(environment),
        new LeaveCommand(environment),
        new MembersCommand(environment),
        PeeringCommands.Create(environment),
        new ReloadCommand(environment),
        SnapshotCommands.Create(),
        new ValidateCommand(),
        new VersionCommand(),
    };
}
