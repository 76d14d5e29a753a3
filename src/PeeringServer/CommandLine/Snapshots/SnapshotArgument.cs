using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary>The one file that every snapshot command is about.</summary>
internal static class SnapshotArgument
{
    /// <summary>Says that it is missing, or null.</summary>
    public static string? Refusal(GoFlagValues values) => values.Rest is [_] ? null : "This command takes one argument: FILE";

    /// <summary>Does something with the file and prints what came of it, or in one line what is wrong with the file or the folder.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(GoFlagValues values, CommandStreams streams, Func<string, string> action)
    {
        try
        {
            streams.Output.WriteLine(action(values.Rest[0]));
            return ExitCodes.Success;
        }
        catch (Exception fault) when (fault is SnapshotFileException or DataFolderException or IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine(fault.Message);
            return ExitCodes.Failure;
        }
    }
}
