using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.Services;

/// <summary>The commands below <c>services</c>.</summary>
internal static class ServicesCommands
{
    public const string Synopsis = "Interact with services";

    private const string Usage = """
        Usage: consul services <subcommand> [options] [args]

          Registers services with an agent, and removes them.

              $ consul services register web.hcl
              $ consul services deregister web.hcl
        """;

    /// <summary>The group with its commands.</summary>
    public static CommandGroup Create(ClientEnvironment environment) => new("services", Synopsis, Usage)
    {
        new CommandEntry("register", "Register services with the local agent", () => new ServicesRegisterCommand(environment)),
        new CommandEntry("deregister", "Deregister services with the local agent", () => new ServicesDeregisterCommand(environment)),
    };
}
