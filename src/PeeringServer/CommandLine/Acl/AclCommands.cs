using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.Acl;

/// <summary>The commands below <c>acl</c>.</summary>
internal static class AclCommands
{
    public const string Synopsis = "Interact with Consul's ACLs";

    private const string Usage = """
        Usage: consul acl <subcommand> [options] [args]

          Starts access control off.

              $ consul acl bootstrap
        """;

    /// <summary>The group with its commands.</summary>
    public static CommandGroup Create(ClientEnvironment environment) => new("acl", Synopsis, Usage)
    {
        new CommandEntry("bootstrap", "Bootstrap Consul's ACL system", () => new AclBootstrapCommand(environment)),
    };
}
