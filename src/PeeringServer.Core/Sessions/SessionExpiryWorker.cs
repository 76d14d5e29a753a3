using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Sessions;

/// <summary>Ends sessions that were not renewed. Sleeps until the next one is due, or until there are others.</summary>
internal sealed partial class SessionExpiryWorker(ClusterState state, SessionStore sessions, SessionDeadlines deadlines, TimeProvider clock, ILogger<SessionExpiryWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var lease = state.Watch(SessionTopics.All);
            deadlines.Cover(state.Current.Sessions);
            foreach (var id in deadlines.Overdue())
            {
                sessions.Expire(id);
                Log.Expired(logger, id);
            }

            await ((Task)lease.Changed.WaitAsync(deadlines.UntilNext(), clock, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "session {Id} was not renewed in time")]
        public static partial void Expired(ILogger logger, string id);
    }
}
