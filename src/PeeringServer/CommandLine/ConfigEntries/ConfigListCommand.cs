using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.GoText;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary><c>config list</c>: prints the names of the config entries of a kind.</summary>
internal sealed class ConfigListCommand : ConfigCommand
{
    private readonly GoFlag _filter = new("filter", "Lists only what this expression accepts.", "string");

    public ConfigListCommand(ClientEnvironment environment)
        : base("list", "List centralized config entries of a given kind", environment, takesKind: true, takesName: false, takesIndex: false) => Add(_filter);

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul config list [options] -kind <config kind>

          Prints the names of the config entries of a kind.

              $ consul config list -kind service-defaults
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error listing config entries for kind {GoQuote.Quote(KindIn(values))}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        foreach (var name in new ConfigApiClient(options, Time).List(KindIn(values), values.Last(_filter) ?? ""))
        {
            streams.Output.WriteLine(name);
        }

        return ExitCodes.Success;
    }
}
