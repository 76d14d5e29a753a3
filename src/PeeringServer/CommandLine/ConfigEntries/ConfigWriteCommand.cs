using System.Text;
using PeeringServer.CommandLine.Client;
using PeeringServer.CommandLine.Flags;
using PeeringServer.Core.Hcl;

namespace PeeringServer.CommandLine.ConfigEntries;

/// <summary><c>config write</c>: writes a config entry out of a file in HCL or JSON.</summary>
internal sealed class ConfigWriteCommand(ClientEnvironment environment)
    : ConfigCommand("write", "Create or update a centralized config entry", environment, takesKind: false, takesName: false, takesIndex: true)
{
    private string _subject = "";

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul config write [options] <configuration>

          Writes a config entry. The configuration is a file in HCL or JSON, or "-"
          for standard input.

              $ consul config write web.service.hcl
        """;

    /// <inheritdoc/>
    protected override string? Refusal(GoFlagValues values) =>
        values.Rest.Count == 1 ? null : "Must provide exactly one positional argument to specify the config entry to write";

    /// <inheritdoc/>
    protected override string Failure(GoFlagValues values) => $"Error writing config entry {_subject}";

    /// <inheritdoc/>
    protected override int Execute(ClientOptions options, GoFlagValues values, CommandStreams streams)
    {
        if (Read(values.Rest[0], streams) is not { } entry)
        {
            return ExitCodes.Failure;
        }

        _subject = entry.Subject;
        if (!new ConfigApiClient(options, Time).Write(entry.Write, IndexIn(values)))
        {
            streams.Error.WriteLine($"Config entry not updated: {_subject}");
            return ExitCodes.Failure;
        }

        streams.Output.WriteLine($"Config entry written: {_subject}");
        return ExitCodes.Success;
    }

    private ConfigEntryText? Read(string source, CommandStreams streams)
    {
        try
        {
            var text = source.Length == 0 ? throw new IOException("must specify a file path or '-' for stdin")
                : source == "-" ? Encoding.UTF8.GetString(ClientFile.ReadInput(streams))
                : ClientFile.ReadText(source, Surroundings);
            return ConfigEntryText.Parse(text);
        }
        catch (IOException e)
        {
            streams.Error.WriteLine($"Failed to load data: Failed to {(source.Length == 0 ? "load data" : "read file")}: {e.Message}");
        }
        catch (HclException e)
        {
            streams.Error.WriteLine($"Failed to decode config entry input: Failed to decode config entry input: {e.Message}");
        }
        catch (FormatException e)
        {
            streams.Error.WriteLine($"Failed to decode config entry input: {e.Message}");
        }

        return null;
    }
}
