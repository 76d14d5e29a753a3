using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary>A command about one snapshot file.</summary>
/// <param name="name">The word it is called by.</param>
/// <param name="synopsis">One line for the list of commands.</param>
internal abstract class SnapshotCommand(string name, string synopsis) : ConsulCommand(name, synopsis)
{
    /// <inheritdoc/>
    protected override void OnBadFlag(string message, TextWriter error) => error.WriteLine(message);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (values.Rest is not [var file])
        {
            streams.Error.WriteLine("This command takes one argument: FILE");
            return ExitCodes.Failure;
        }

        try
        {
            streams.Output.WriteLine(await RunAsync(file, values, cancellationToken).ConfigureAwait(false));
            return ExitCodes.Success;
        }
        catch (Exception fault) when (fault is SnapshotFileException or DataFolderException or HttpRequestException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            streams.Error.WriteLine(fault.Message);
            return ExitCodes.Failure;
        }
    }

    /// <summary>What the command does with the file.</summary>
    /// <returns>What it says.</returns>
    protected abstract Task<string> RunAsync(string file, GoFlagValues values, CancellationToken cancellationToken);
}
