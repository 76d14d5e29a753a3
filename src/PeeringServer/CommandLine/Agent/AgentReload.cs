using PeeringServer.CommandLine.Log;
using PeeringServer.Configuration;
using PeeringServer.Core;

namespace PeeringServer.CommandLine.Agent;

/// <summary>Reads the configuration of a running agent again, and applies what can change while it runs: services and checks, how much is logged, and the default token.</summary>
internal sealed partial class AgentReload(Func<AgentConfiguration> load, AgentLog log, Cluster cluster, ILogger logger)
{
    private readonly Lock _gate = new();

    /// <summary>Reads it and applies it; what else has changed waits for the next start.</summary>
    /// <exception cref="RefusalException">It is wrong; nothing has changed then.</exception>
    public void Run()
    {
        lock (_gate)
        {
            Log.Reloading(logger);
            try
            {
                var options = load().Options;
                cluster.Agent.Configure(options.Definitions);
                log.SetLevel(options.Log.Level);
                cluster.AccessControl.DefaultToken = options.Cluster.Acl.DefaultToken;
            }
            catch (Exception e) when (e is ConfigException or RefusalException)
            {
                Log.Failed(logger, e.Message);
                throw new RefusalException((e as RefusalException)?.Kind ?? RefusalKind.Invalid, e.Message);
            }
        }
    }

    /// <summary>The same for a signal: nobody waits for an answer, the log has it.</summary>
    public void TryRun()
    {
        try
        {
            Run();
        }
        catch (RefusalException)
        {
            // Told already.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Reloading configuration...")]
        public static partial void Reloading(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "Failed to reload configuration: error={Error}")]
        public static partial void Failed(ILogger logger, string error);
    }
}
