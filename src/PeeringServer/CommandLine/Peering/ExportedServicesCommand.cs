using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering exported-services</c>: prints the names of the services that a peer may see.</summary>
internal sealed class ExportedServicesCommand(ClientEnvironment environment)
    : PeeringCommand("exported-services", "List exported services to a peer", environment, takesName: true, takesFormat: true)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering exported-services [options] -name <peer name>

          Prints the services that are exported to a peer, one a line.

              $ consul peering exported-services -name west
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

        var services = peering.GetObject(PeeringAnswerTypes.StreamStatus)!.GetStrings(PeeringAnswerTypes.ExportedServices) ?? [];
        streams.Output.WriteLine(IsJson(values) ? PeeringJsonText.Services(services) : string.Join('\n', services));
        return Task.FromResult(ExitCodes.Success);
    }
}
