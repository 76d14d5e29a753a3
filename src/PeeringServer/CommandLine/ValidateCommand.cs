using PeeringServer.CommandLine.Flags;
using PeeringServer.Configuration;

namespace PeeringServer.CommandLine;

/// <summary><c>validate</c>: says whether an agent would take files and folders for its configuration.</summary>
internal sealed class ValidateCommand : ConsulCommand
{
    private readonly GoFlag _format = new("config-format", "Config files are in this format irrespective of their extension. Must be 'hcl' or 'json'", "string");
    private readonly GoFlag _quiet = GoFlag.Switch("quiet", "When given, a successful run will produce no output.");

    public ValidateCommand()
        : base("validate", "Validate config files/directories")
    {
        Add(_format);
        Add(_quiet);
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul validate [options] FILE_OR_DIRECTORY...

          Reads the configuration files or directories as an agent would, and
          reports the first error. Exits with 0 where there is none.
        """;

    /// <inheritdoc/>
    protected override void OnBadFlag(string message, TextWriter error) => error.WriteLine(message);

    /// <inheritdoc/>
    protected override Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken) =>
        Task.FromResult(Run(values, streams));

    private int Run(GoFlagValues values, CommandStreams streams)
    {
        if (values.Rest.Count == 0)
        {
            streams.Error.WriteLine("Must specify at least one config file or directory");
            return ExitCodes.Failure;
        }

        if (values.Last(_format) is not (null or "" or "json" or "hcl"))
        {
            // The quotes do not match in consul either.
            streams.Error.WriteLine("-config-format must be either 'hcl' or 'json");
            return ExitCodes.Failure;
        }

        try
        {
            var read = AgentConfiguration.Load(new ConfigRequest { Paths = values.Rest, Format = values.Last(_format) });
            if (!values.IsOn(_quiet))
            {
                Report(read, streams);
            }

            return ExitCodes.Success;
        }
        catch (ConfigException e)
        {
            streams.Error.WriteLine($"Config validation failed: {e.Message}");
            return ExitCodes.Failure;
        }
    }

    private static void Report(AgentConfiguration read, CommandStreams streams)
    {
        foreach (var warning in read.Warnings)
        {
            streams.Error.WriteLine(warning);
        }

        streams.Output.WriteLine("Configuration is valid!");
    }
}
