using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Acl;

/// <summary>Removes tokens when their time is over. Sleeps until the next one's is, or until tokens change.</summary>
internal sealed partial class AclExpiryWorker(ClusterState state, AclTokenStore tokens, TimeProvider clock, ILogger<AclExpiryWorker> logger) : BackgroundService
{
    /// <summary>A token has expired once its time has passed, not while it is reached.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromMilliseconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // The lease comes before the look: a token made in between wakes us.
            using var lease = state.Watch(Topic.AclTokens);
            foreach (var accessor in tokens.RemoveExpired())
            {
                Log.Removed(logger, accessor);
            }

            var next = state.Current.Acl.Tokens.Values.Min(static token => token.ExpirationTime);
            var wait = next is { } time ? Max(time - clock.GetUtcNow(), TimeSpan.Zero) + Past : Timeout.InfiniteTimeSpan;
            await ((Task)lease.Changed.WaitAsync(wait, clock, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "removed the token with accessor {Accessor}, whose time was over")]
        public static partial void Removed(ILogger logger, string accessor);
    }
}
