using System.CommandLine;
using PeeringServer.CommandLine.Acl;
using PeeringServer.CommandLine.Agent;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Completion;
using PeeringServer.CommandLine.ConfigEntries;
using PeeringServer.CommandLine.KeyValue;
using PeeringServer.CommandLine.Operations;
using PeeringServer.CommandLine.Peering;
using PeeringServer.CommandLine.Services;
using PeeringServer.CommandLine.Snapshots;

namespace PeeringServer.CommandLine;

/// <summary>The commands of the program.</summary>
internal static class ConsulCommands
{
    /// <summary>All of them, below a root that goes by the name scripts call the program by.</summary>
    public static Command Create() => Create(ClientEnvironment.OfProcess());

    /// <inheritdoc cref="Create()"/>
    /// <param name="environment">What client commands take from outside their command line.</param>
    public static Command Create(ClientEnvironment environment)
    {
        var root = new Command("consul")
        {
            new CommandEntry("acl", AclCommands.Synopsis, () => AclCommands.Create(environment)),
            new CommandEntry("agent", "Runs a Consul agent", static () => new AgentCommand(static () => new ProcessSignals())),
            new CommandEntry("config", ConfigCommands.Synopsis, () => ConfigCommands.Create(environment)),
            new CommandEntry("health", "Says whether a server is ready", () => new HealthCommand(environment)) { Hidden = true },
            new CommandEntry("info", "Provides debugging information for operators.", () => new InfoCommand(environment)),
            new CommandEntry("kv", KvCommands.Synopsis, () => KvCommands.Create(environment)),
            new CommandEntry("leave", "Gracefully leaves the Consul cluster and shuts down", () => new LeaveCommand(environment)),
            new CommandEntry("members", "Lists the members of a Consul cluster", () => new MembersCommand(environment)),
            new CommandEntry("peering", "Create and manage peering connections between clusters", () => PeeringCommands.Create(environment)),
            new CommandEntry("reload", "Triggers the agent to reload configuration files", () => new ReloadCommand(environment)),
            new CommandEntry("services", ServicesCommands.Synopsis, () => ServicesCommands.Create(environment)),
            new CommandEntry("snapshot", "Saves, restores and inspects snapshots of this server's state", () => SnapshotCommands.Create(environment)),
            new CommandEntry("validate", "Validate config files/directories", static () => new ValidateCommand()),
            new VersionCommand(),
        };
        root.Add(new CommandEntry("completion", "Prints a script that completes commands in bash, zsh or fish", () => new CompletionCommand(root)));
        return root;
    }
}
