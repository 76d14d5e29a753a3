using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering generate-token</c>: prints a token for another cluster to establish a peering with.</summary>
internal sealed class GenerateTokenCommand : PeeringCommand
{
    private readonly GoFlag _meta = MetaFlag.Create();
    private readonly GoFlag _addresses = new(
        "server-external-addresses", "Addresses of load balancers or the like, with commas between them, that the other cluster is to dial instead of this one's servers.", "string");

    public GenerateTokenCommand(ClientEnvironment environment)
        : base("generate-token", "Generate a peering token", environment, takesName: true, takesFormat: true)
    {
        Add(_meta);
        Add(_addresses);
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering generate-token [options] -name <peer name>

          Makes this cluster ready to be peered with and prints a token. Handed to
          "peering establish" on another cluster, it connects the two.

              $ consul peering generate-token -name west
        """;

    /// <inheritdoc/>
    protected override string SetupFailure => SetupFailures.Connect;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error generating peering token for {NameIn(values)}";

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var token = new PeeringApiClient(options, Time)
            .GenerateToken(NameIn(values), MetaFlag.Read(_meta, values), Addresses(values));
        streams.Output.WriteLine(IsJson(values) ? PeeringJsonText.Token(token) : token);
        return Task.FromResult(ExitCodes.Success);
    }

    // Nothing is trimmed or dropped.
    private string[] Addresses(GoFlagValues values) => values.Last(_addresses) is { Length: > 0 } list ? list.Split(',') : [];
}
