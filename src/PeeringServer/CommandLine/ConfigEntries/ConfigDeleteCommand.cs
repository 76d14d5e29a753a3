using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary><c>config delete</c>: deletes a config entry.</summary>
internal sealed class ConfigDeleteCommand(ClientEnvironment environment)
    : ConfigCommand("delete", "Delete a centralized config entry", environment, takesKind: true, takesName: true, takesIndex: true)
{
    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul config delete [options] -kind <config kind> -name <config name>

          Deletes a config entry. One that is not there is no error.

              $ consul config delete -kind service-defaults -name web
        """;

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error deleting config entry {KindIn(values)}/{NameIn(values)}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        var (kind, name) = (KindIn(values), NameIn(values));
        if (!new ConfigApiClient(options, Time).Delete(kind, name, IndexIn(values)))
        {
            streams.Error.WriteLine($"Config entry not deleted: {kind}/{name}");
            return ExitCodes.Failure;
        }

        streams.Output.WriteLine($"Config entry deleted: {kind}/{name}");
        return ExitCodes.Success;
    }
}
