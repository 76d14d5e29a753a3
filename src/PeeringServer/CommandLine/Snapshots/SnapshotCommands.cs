using PeeringServer.CommandLine.Client;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot</c>: the whole state of a server as a file. Consul has commands of these names too; its files are others.</summary>
internal static class SnapshotCommands
{
    /// <param name="environment">What client commands take from outside their command line.</param>
    public static CommandGroup Create(ClientEnvironment environment) => new(
        "snapshot",
        "Saves, restores and inspects snapshots of this server's state",
        """
        Usage: consul snapshot <subcommand> [options] FILE

          Keeps the whole state of a peering-server in a file, and brings it back.
          The file holds every secret. It is not the format of Consul's snapshots.
        """)
    {
        new SnapshotSaveCommand(environment),
        new SnapshotRestoreCommand(environment),
        new SnapshotInspectCommand(),
    };
}
