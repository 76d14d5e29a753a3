using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Operations;

/// <summary><c>leave</c>: has an agent leave its cluster and end.</summary>
internal sealed class LeaveCommand(ClientEnvironment environment)
    : ClientCommand("leave", "Gracefully leaves the Consul cluster and shuts down", environment, hasPartition: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul leave [options]

          Has an agent leave its cluster and end.
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) =>
        values.Rest.Count == 0 ? null : $"Too many arguments (expected 0, got {values.Rest.Count})";

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error leaving";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        new AgentApiClient(options, Time).Leave();
        streams.Output.WriteLine("Graceful leave complete");
        return Task.FromResult(ExitCodes.Success);
    }
}
