using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary>The commands below <c>config</c>.</summary>
internal static class ConfigCommands
{
    public const string Synopsis = "Interact with Consul's Centralized Configurations";

    private const string Usage = """
        Usage: consul config <subcommand> [options] [args]

          Writes, reads and deletes config entries, such as those that export services
          to peers.

              $ consul config write exports.hcl
              $ consul config read -kind exported-services -name default
              $ consul config list -kind service-defaults
              $ consul config delete -kind exported-services -name default
        """;

    /// <summary>The group with its commands.</summary>
    public static CommandGroup Create(ClientEnvironment environment) => new("config", Synopsis, Usage)
    {
        new CommandEntry("write", "Create or update a centralized config entry", () => new ConfigWriteCommand(environment)),
        new CommandEntry("read", "Read a centralized config entry", () => new ConfigReadCommand(environment)),
        new CommandEntry("list", "List centralized config entries of a given kind", () => new ConfigListCommand(environment)),
        new CommandEntry("delete", "Delete a centralized config entry", () => new ConfigDeleteCommand(environment)),
    };
}
