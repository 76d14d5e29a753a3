using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Operations;

/// <summary><c>health</c>, which consul has not: exits with 0 where a server can generate tokens. For container health checks, which may have TLS or a socket to go through.</summary>
internal sealed class HealthCommand(ClientEnvironment environment)
    : ClientCommand("health", "Says whether a server is ready", environment, hasPartition: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul health [options]

          Exits with 0 where a server is ready to generate tokens.
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => "Not ready";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        new ApiConnection(options, Time).Send("GET", EmulatorRoutes.Health, null);
        streams.Output.WriteLine("Ready");
        return ExitCodes.Success;
    }
}
