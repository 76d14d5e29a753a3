using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot save</c>: a consistent copy of what a running server holds, while it goes on serving.</summary>
internal sealed class SnapshotSaveCommand(ClientEnvironment environment)
    : ClientCommand("save", "Saves a snapshot of a running server's state", environment, hasPartition: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul snapshot save [options] FILE

          Saves the state of a running server to a file that only you can read.
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => SnapshotArgument.Refusal(values);

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error saving snapshot";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams) => SnapshotArgument.Run(values, streams, file =>
    {
        var state = new SnapshotApiClient(options, Time).Save();

        // Beside its place, so that whoever reads the file never finds a part of it.
        var part = file + ".unverified";
        File.Delete(part);
        try
        {
            DataFolder.CreateFile(part);
            File.WriteAllBytes(part, state);
            var content = SnapshotFile.Read(part);
            File.Move(part, file, overwrite: true);
            return FormattableString.Invariant($"Saved and verified snapshot to index {content.State.Index}");
        }
        finally
        {
            File.Delete(part);
        }
    });
}
