using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot save</c>: a consistent copy of what a running server holds, while it goes on serving.</summary>
internal sealed class SnapshotSaveCommand : SnapshotCommand
{
    private readonly SnapshotServer _server = new();

    public SnapshotSaveCommand()
        : base("save", "Saves a snapshot of a running server's state")
    {
        foreach (var flag in _server.Flags)
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul snapshot save [options] FILE

          Saves the state of a running server to a file that only you can read.
        """;

    /// <inheritdoc/>
    protected override async Task<string> RunAsync(string file, GoFlagValues values, CancellationToken cancellationToken)
    {
        // Beside its place, so that whoever reads the file never finds a part of it.
        var part = file + ".unverified";
        File.Delete(part);
        try
        {
            await _server.SaveAsync(values, () => Open(part), cancellationToken).ConfigureAwait(false);
            var content = SnapshotFile.Read(part);
            File.Move(part, file, overwrite: true);
            return FormattableString.Invariant($"Saved and verified snapshot to index {content.State.Index}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static FileStream Open(string part)
    {
        DataFolder.CreateFile(part);
        return File.OpenWrite(part);
    }
}
