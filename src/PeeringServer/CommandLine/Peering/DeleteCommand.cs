using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering delete</c>: marks a peering for deletion.</summary>
internal sealed class DeleteCommand(ClientEnvironment environment)
    : PeeringCommand("delete", "Delete a peering connection", environment, takesName: true, takesFormat: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering delete [options] -name <peer name>

          Ends a peering and removes what came through it. The agent does so after
          the command has ended; a peering that is not there is no error.

              $ consul peering delete -name west
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error deleting peering for {NameIn(values)}";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var name = NameIn(values);
        new PeeringApiClient(options, Time).Delete(name);
        streams.Output.WriteLine($"Successfully submitted peering connection, {name}, for deletion");
        return Task.FromResult(ExitCodes.Success);
    }
}
