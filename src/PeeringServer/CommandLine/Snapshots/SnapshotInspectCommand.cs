using System.Globalization;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Persistence;

namespace PeeringServer.CommandLine.Snapshots;

/// <summary><c>snapshot inspect</c>: says what is in a file, but no secret of it.</summary>
internal sealed class SnapshotInspectCommand() : ConsulCommand("inspect", "Displays what a snapshot file holds")
{
    private const int Column = 16;

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul snapshot inspect [options] FILE

          Checks a snapshot file and displays its index and the size of its tables.
        """;

    /// <inheritdoc/>
    protected override void OnBadFlag(string message, TextWriter error) => error.WriteLine(message);

    /// <inheritdoc/>
    protected override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (SnapshotArgument.Refusal(values) is { } refusal)
        {
            streams.Error.WriteLine(refusal);
            return Task.FromResult(ExitCodes.Failure);
        }

        return Task.FromResult(SnapshotArgument.Run(values, streams, Describe));
    }

    private static string Describe(string file)
    {
        var content = SnapshotFile.Read(file);
        IEnumerable<(string Name, string Value)> lines =
        [
            ("Index", content.State.Index.ToString(CultureInfo.InvariantCulture)),
            ("Version", content.Version.ToString(CultureInfo.InvariantCulture)),
            ("Trust domain", content.State.CaRoots.Active is { } root ? $"{root.ExternalTrustDomain}.consul" : "none"),
            .. content.Rows.OrderBy(static table => table.Key, StringComparer.Ordinal).Select(static table => (table.Key, table.Value.ToString(CultureInfo.InvariantCulture))),
        ];
        return string.Join('\n', lines.Select(static line => $"{line.Name.PadRight(Column)} {line.Value}"));
    }
}
