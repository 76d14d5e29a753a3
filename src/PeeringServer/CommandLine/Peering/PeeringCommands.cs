using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.Peering;

/// <summary>The commands below <c>peering</c>.</summary>
internal static class PeeringCommands
{
    private const string Usage = """
        Usage: consul peering <subcommand> [options] [args]

          Connects clusters with each other.

          One cluster generates a token, another one establishes the peering with it:

              $ consul peering generate-token -name west
              $ consul peering establish -name east -peering-token <token>

          Each side can look at it, and either can end it:

              $ consul peering list
              $ consul peering read -name west
              $ consul peering delete -name west

          Scripts that need to know when it is up have a command of this program's own:

              $ consul peering wait -name west -state ACTIVE -timeout 30s
        """;

    /// <summary>The group with its commands.</summary>
    public static CommandGroup Create(ClientEnvironment environment) => new("peering", "Create and manage peering connections between clusters", Usage)
    {
        new CommandEntry("generate-token", "Generate a peering token", () => new GenerateTokenCommand(environment)),
        new CommandEntry("establish", "Establish a peering connection", () => new EstablishCommand(environment)),
        new CommandEntry("list", "List peering connections", () => new ListCommand(environment)),
        new CommandEntry("read", "Read a peering connection", () => new ReadCommand(environment)),
        new CommandEntry("delete", "Delete a peering connection", () => new DeleteCommand(environment)),
        new CommandEntry("exported-services", "List exported services to a peer", () => new ExportedServicesCommand(environment)),
        new CommandEntry("wait", "Wait for the state of a peering connection", () => new WaitCommand(environment)) { Hidden = true },
    };
}
