using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>Removes what was marked for deletion, once its stream and what was imported through it are gone. Sleeps until one is marked: the other writes, of which there may be thousands a second, are none of its business.</summary>
internal sealed partial class PeeringDeletionWorker(ClusterState state, PeeringStore peerings, IPeeringTeardown teardown, ClusterOptions options, ILogger<PeeringDeletionWorker> logger)
    : BackgroundService
{
    private readonly Dictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // With peering switched off nothing is torn down: what is marked stays marked until it is on again.
        while (options.PeeringEnabled && !stoppingToken.IsCancellationRequested)
        {
            using var lease = state.Watch(Topic.PeeringDeletions);
            foreach (var done in _underWay.Where(static entry => entry.Value.IsCompleted).Select(static entry => entry.Key).ToList())
            {
                _underWay.Remove(done);
            }

            foreach (var peering in state.Current.Peerings.ByName.Values.Where(peering => peering.IsDeleting && !_underWay.ContainsKey(peering.Id)))
            {
                // One that takes its time must not hold up the others.
                _underWay[peering.Id] = RemoveAsync(peering, stoppingToken);
            }

            await ((Task)lease.Changed.WaitAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_underWay.Values).ConfigureAwait(false);
    }

    private async Task RemoveAsync(Peering peering, CancellationToken stoppingToken)
    {
        try
        {
            await teardown.TearDownAsync(peering, stoppingToken).ConfigureAwait(false);
            peerings.Remove(peering.Id);
            Log.Removed(logger, peering.Name, peering.Id);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Interrupted(logger, peering.Name, peering.Id);
        }
#pragma warning disable CA1031 // The worker must outlive one peering that it cannot remove.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.Failed(logger, fault, peering.Name, peering.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "removed peering {Name} ({Id}), which was marked for deletion")]
        public static partial void Removed(ILogger logger, string name, string id);

        [LoggerMessage(2, LogLevel.Debug, "stopped while removing peering {Name} ({Id}); the next start goes on with it")]
        public static partial void Interrupted(ILogger logger, string name, string id);

        [LoggerMessage(3, LogLevel.Error, "removing peering {Name} ({Id}) failed; it stays marked, and the next deletion or start tries again")]
        public static partial void Failed(ILogger logger, Exception fault, string name, string id);
    }
}
