using System.CommandLine;
using PeeringServer.CommandLine.Agent;
using PeeringServer.CommandLine.Snapshots;

namespace PeeringServer.CommandLine;

/// <summary>The commands of the program.</summary>
internal static class ConsulCommands
{
    /// <summary>All of them, below a root that goes by the name scripts call the program by.</summary>
    public static Command Create() => new("consul")
    {
        new AgentCommand(static () => new ProcessSignals()),
        SnapshotCommands.Create(),
        new ValidateCommand(),
        new VersionCommand(),
    };
}
