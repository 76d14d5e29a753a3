using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.Peering;

/// <summary><c>peering establish</c>: connects this cluster to the one that a token comes from.</summary>
internal sealed class EstablishCommand : PeeringCommand
{
    private readonly GoFlag _meta = MetaFlag.Create();
    private readonly GoFlag _token = new("peering-token", "(Required) The token that the other cluster generated.", "string");

    public EstablishCommand(ClientEnvironment environment)
        : base("establish", "Establish a peering connection", environment, takesName: true, takesFormat: false)
    {
        Add(_meta);
        Add(_token);
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul peering establish [options] -name <peer name> -peering-token <token>

          Connects this cluster to the one that generated the token. The name is what
          that cluster is called here.

              $ consul peering establish -name east -peering-token <token>
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error establishing peering for {NameIn(values)}";

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) => base.Refusal(values) ?? (Token(values).Length == 0 ? Missing(_token) : null);

    /// <inheritdoc/>
    protected override Task<int> ExecuteAsync(ClientOptions options, GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        var name = NameIn(values);
        new PeeringApiClient(options, Time).Establish(name, Token(values), MetaFlag.Read(_meta, values));
        streams.Output.WriteLine($"Successfully established peering connection with {name}");
        return Task.FromResult(ExitCodes.Success);
    }

    private string Token(GoFlagValues values) => values.Last(_token) ?? "";
}
