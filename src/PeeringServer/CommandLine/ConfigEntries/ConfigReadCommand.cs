using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary><c>config read</c>: prints a config entry as JSON.</summary>
internal sealed class ConfigReadCommand(ClientEnvironment environment)
    : ConfigCommand("read", "Read a centralized config entry", environment, takesKind: true, takesName: true, takesIndex: false)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul config read [options] -kind <config kind> -name <config name>

          Prints a config entry as JSON.

              $ consul config read -kind proxy-defaults -name global
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error reading config entry {KindIn(values)}/{NameIn(values)}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        streams.Output.WriteLine(ConfigEntryText.Shown(new ConfigApiClient(options, Time).Read(KindIn(values), NameIn(values))));
        return ExitCodes.Success;
    }
}
