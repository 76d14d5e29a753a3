using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering list</c>: prints a table of all peerings.</summary>
internal sealed class ListCommand(ClientEnvironment environment)
    : PeeringCommand("list", "List peering connections", environment, takesName: false, takesFormat: true)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering list [options]

          Prints all peerings, in the order of their names.

              $ consul peering list
        """;

    /// <inheritdoc/>
    protected override string SetupFailure => SetupFailures.Connect;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error listing peerings";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var peerings = new PeeringApiClient(options, Time).List();
        var sorted = peerings?.OrderBy(static p => p.GetString(PeeringAnswerTypes.Name), GoStringComparer.Instance).ToList();
        streams.Output.WriteLine(IsJson(values) ? PeeringJsonText.Peerings(sorted) : sorted is null or [] ? "There are no peering connections." : PeeringTable.Of(sorted));
        return Task.FromResult(ExitCodes.Success);
    }
}
