using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering read</c>: prints all there is to know of one peering.</summary>
internal sealed class ReadCommand(ClientEnvironment environment)
    : PeeringCommand("read", "Read a peering connection", environment, takesName: true, takesFormat: true)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering read [options] -name <peer name>

          Prints the state and the details of a peering.

              $ consul peering read -name west
        """;

    /// <inheritdoc/>
    protected override string SetupFailure => SetupFailures.Connect;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Error reading peering";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var name = NameIn(values);
        if (new PeeringApiClient(options, Time).Read(name) is not { } peering)
        {
            return Task.FromResult(Unknown(name, streams));
        }

        streams.Output.WriteLine(IsJson(values) ? PeeringJsonText.Peering(peering) : PeeringText.Of(peering));
        return Task.FromResult(ExitCodes.Success);
    }
}
