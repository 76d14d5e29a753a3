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
        new GenerateTokenCommand(environment),
        new EstablishCommand(environment),
        new ListCommand(environment),
        new ReadCommand(environment),
        new DeleteCommand(environment),
        new ExportedServicesCommand(environment),
        new WaitCommand(environment),
    };
}
