using PeeringServer.CommandLine.Flags;
using PeeringServer.CommandLine.Log;
using PeeringServer.Configuration;

namespace PeeringServer.CommandLine.Agent;

/// <summary><c>agent</c>: runs a server until a signal ends it.</summary>
internal sealed class AgentCommand : ConsulCommand
{
    private const string ErrorPrefix = "==> ";

    private readonly AgentFlags _flags = new();
    private readonly Func<IStopSignals> _takeSignals;

    /// <param name="takeSignals">Takes over the signals of the process; called once the command runs.</param>
    public AgentCommand(Func<IStopSignals> takeSignals)
        : base("agent", "Runs a Consul agent")
    {
        _takeSignals = takeSignals;
        foreach (var flag in _flags.All)
        {
            Add(flag);
        }
    }

    /// <inheritdoc/>
    public override string Usage => """
        Usage: consul agent [options]

          Starts a server that takes part in cluster peering as a Consul agent would,
          and runs until an interrupt is received.
        """;

    /// <inheritdoc/>
    protected override void OnBadFlag(string message, TextWriter error) => error.WriteLine($"{ErrorPrefix}error parsing flags: {message}");

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(GoFlagValues values, CommandStreams streams, CancellationToken cancellationToken)
    {
        if (values.Rest.Count > 0)
        {
            streams.Error.WriteLine($"{ErrorPrefix}Unexpected extra arguments: [{string.Join(' ', values.Rest)}]");
            return ExitCodes.Failure;
        }

        using var signals = _takeSignals();
        AgentConfiguration read;
        try
        {
            read = Read(values);
        }
        catch (ConfigException e)
        {
            streams.Error.WriteLine(ErrorPrefix + e.Message);
            return ExitCodes.Failure;
        }

        return await AgentSession.RunAsync(() => Read(values), read, streams.Output, signals, cancellationToken).ConfigureAwait(false);
    }

    private AgentConfiguration Read(GoFlagValues values)
    {
        var read = AgentConfiguration.Load(_flags.Request(values));
        var level = read.Options.Log.Level;
        if (LogLevels.Parse(level) is null)
        {
            throw new ConfigException($"Invalid log level: {level}. Valid log levels are: [TRACE DEBUG INFO WARN ERR ERROR]");
        }

        TlsFiles.Require(read.Options);
        return read with { Options = AgentSetup.WithNodeId(read.Options) };
    }
}
