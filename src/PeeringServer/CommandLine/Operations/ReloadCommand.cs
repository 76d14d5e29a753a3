using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Operations;

/// <summary><c>reload</c>: has an agent read its configuration again, as SIGHUP does.</summary>
internal sealed class ReloadCommand(ClientEnvironment environment)
    : ClientCommand("reload", "Triggers the agent to reload configuration files", environment, hasPartition: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul reload [options]

          Has an agent read its configuration again.
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error reloading";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        new AgentApiClient(options, Time).Reload();
        streams.Output.WriteLine("Configuration reload triggered");
        return Task.FromResult(ExitCodes.Success);
    }
}
