using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Operations;

/// <summary><c>info</c>: prints an agent's figures.</summary>
internal sealed class InfoCommand(ClientEnvironment environment)
    : ClientCommand("info", "Provides debugging information for operators.", environment, hasPartition: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul info [options]

          Prints what an agent tells about itself in figures.
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error querying agent";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var stats = new AgentApiClient(options, Time).Stats();
        foreach (var (group, figures) in stats.OrderBy(static g => g.Key, GoStringComparer.Instance))
        {
            streams.Output.WriteLine($"{group}:");
            foreach (var (name, figure) in (figures as Dictionary<string, object?> ?? []).OrderBy(static f => f.Key, GoStringComparer.Instance))
            {
                streams.Output.WriteLine($"\t{name} = {figure}");
            }
        }

        return Task.FromResult(ExitCodes.Success);
    }
}
