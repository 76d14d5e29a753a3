using PeeringServer.CommandLine.Log;
using PeeringServer.Configuration;

namespace PeeringServer.CommandLine.Agent;

/// <summary>The life of one agent process, from its banner to its exit code.</summary>
internal static partial class AgentSession
{
    // Listeners are closed in this time or by the end of the process: whoever sent the signal waits for that.
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(150);

    /// <summary>Runs an agent until a signal or the token ends it.</summary>
    /// <param name="load">Reads the configuration, at the start and whenever it is to be read again.</param>
    /// <param name="read">What it said at the start.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="signals">The signals of the process.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<AgentConfiguration> load, AgentConfiguration read, TextWriter output, IStopSignals signals, CancellationToken cancellationToken)
    {
        var options = read.Options;
        using var detached = new DetachedWriter(output);
        if (!options.Log.Json)
        {
            detached.Write(AgentBanner.Of(options));
        }

        using var log = AgentLog.Start(options.Log, detached);
        var logger = log.Loggers.CreateLogger("agent");
        Introduce(read, logger);
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if ((options.StartRefusal ?? options.Definitions.Fault) is { } refusal)
            {
                throw new AgentStartException(refusal);
            }

            await using var host = AgentHost.Create(options, log.Loggers);
            AgentSetup.KeepNodeId(options);
            var reload = new AgentReload(load, log, host.Cluster, logger);
            host.Cluster.Lifetime.Reload = reload.Run;
            signals.Reload = reload.TryRun;
            var start = host.StartAsync(starting.Token);
            if (await Task.WhenAny(start, signals.First).ConfigureAwait(false) != start)
            {
                // Not ready yet: ends as after a signal that asks for no farewell, whatever the configuration says.
                await starting.CancelAsync().ConfigureAwait(false);
                return ExitCodes.Failure;
            }

            await start.ConfigureAwait(false);
            using var pidFile = PidFile.Write(options.PidFile);
            Log.Running(logger);
            host.PrepareForPeers();
            using var trimmer = HeapTrimmer.Start();
            if (await Task.WhenAny(signals.First, host.Left).WaitAsync(cancellationToken).ConfigureAwait(false) == host.Left)
            {
                Log.Leaving(logger);
                await StopAsync(host).ConfigureAwait(false);
                return ExitCodes.Success;
            }

            return await StopAsync(host, options, logger, await signals.First.ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (AgentStartException e)
        {
            Log.StartFailed(logger, e.Message);
            return ExitCodes.Failure;
        }
    }

    private static void Introduce(AgentConfiguration read, ILogger logger)
    {
        foreach (var warning in read.Warnings)
        {
            Log.Warning(logger, warning);
        }

        if (read.Options.RoleWarning is { } role)
        {
            Log.Warning(logger, role);
        }

        if (read.Options.IgnoredKeys is { Count: > 0 } ignored)
        {
            Log.Ignored(logger, string.Join(", ", ignored));
        }
    }

    private static async Task<int> StopAsync(AgentHost host, AgentOptions options, ILogger logger, StopSignal signal)
    {
        var leaves = signal == StopSignal.Interrupt ? !options.SkipLeaveOnInterrupt : options.LeaveOnTerminate;
        Log.Caught(logger, signal == StopSignal.Interrupt ? "interrupt" : "terminated");
        if (leaves)
        {
            Log.Leaving(logger);
        }
        else
        {
            Log.NotLeaving(logger);
        }

        await StopAsync(host).ConfigureAwait(false);
        return leaves ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task StopAsync(AgentHost host)
    {
        using var deadline = new CancellationTokenSource(StopTime, TimeProvider.System);
        try
        {
            await host.StopAsync(deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Out of time; the system closes what is still open.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Consul agent running!")]
        public static partial void Running(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "Error starting agent: error={Error}")]
        public static partial void StartFailed(ILogger logger, string error);

        [LoggerMessage(3, LogLevel.Warning, "{Warning}")]
        public static partial void Warning(ILogger logger, string warning);

        [LoggerMessage(4, LogLevel.Information, "Configuration that has no effect here: keys={Keys}")]
        public static partial void Ignored(ILogger logger, string keys);

        [LoggerMessage(5, LogLevel.Information, "Caught: signal={Signal}")]
        public static partial void Caught(ILogger logger, string signal);

        [LoggerMessage(6, LogLevel.Information, "Gracefully shutting down agent...")]
        public static partial void Leaving(ILogger logger);

        [LoggerMessage(7, LogLevel.Information, "Graceful shutdown disabled. Exiting")]
        public static partial void NotLeaving(ILogger logger);
    }
}
