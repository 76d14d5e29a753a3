using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot restore</c>: brings a state back, into a running server or an empty data folder; all of it or nothing.</summary>
internal sealed class SnapshotRestoreCommand : ClientCommand
{
    private readonly GoFlag _folder = new("data-dir", "An empty folder for a server that is started later; a running server is asked otherwise.", "value");

    public SnapshotRestoreCommand(ClientEnvironment environment)
        : base("restore", "Restores a snapshot into a running server or a data folder", environment, hasPartition: false) => Add(_folder);

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul snapshot restore [options] FILE

          Replaces the state of a running server by that of a file, or puts it
          into a data folder that holds none.
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => SnapshotArgument.Refusal(values);

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error restoring snapshot";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams) => SnapshotArgument.Run(values, streams, file =>
    {
        SnapshotFile.Read(file);
        if (values.Last(_folder) is { Length: > 0 } folder)
        {
            new DataFolder(folder).Restore(file);
        }
        else
        {
            new SnapshotApiClient(options, Time).Restore(File.ReadAllBytes(file));
        }

        return "Restored snapshot";
    });
}
