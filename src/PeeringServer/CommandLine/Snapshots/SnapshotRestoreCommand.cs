using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot restore</c>: brings a state back, into a running server or an empty data folder; all of it or nothing.</summary>
internal sealed class SnapshotRestoreCommand : SnapshotCommand
{
    private readonly GoFlag _folder = new("data-dir", "An empty folder for a server that is started later; a running server is asked otherwise.", "value");
    private readonly SnapshotServer _server = new();

    public SnapshotRestoreCommand()
        : base("restore", "Restores a snapshot into a running server or a data folder")
    {
        Add(_folder);
        foreach (var flag in _server.Flags)
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul snapshot restore [options] FILE

          Replaces the state of a running server by that of a file, or puts it
          into a data folder that holds none.
        """;

    /// <inheritdoc/>
    protected override async Task<string> RunAsync(string file, GoFlagValues values, CancellationToken cancellationToken)
    {
        SnapshotFile.Read(file);
        if (values.Last(_folder) is { Length: > 0 } folder)
        {
            new DataFolder(folder).Restore(file);
        }
        else
        {
            await using var snapshot = File.OpenRead(file);
            await _server.RestoreAsync(values, snapshot, cancellationToken).ConfigureAwait(false);
        }

        return "Restored snapshot";
    }
}
