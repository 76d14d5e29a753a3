using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// Makes the agent's checks: HTTP and TCP at their intervals, the first time at once, and aliases whenever something changes. Follows what is registered,
/// and tells only what is new.
/// </summary>
internal sealed partial class CheckWorker(ClusterState state, AgentStore agent, ICheckProber prober, TimeProvider clock, ILogger<CheckWorker> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, CheckRun> _runs = new(StringComparer.Ordinal);
    private readonly List<CheckRun> _ending = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var lease = state.Watch(AgentTopics.All);
            Follow(state.Current.Agent, stoppingToken);
            await ((Task)lease.Changed.WaitAsync(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _ending.AddRange(_runs.Values);
        await Task.WhenAll(_ending.Select(static run => run.Completion)).ConfigureAwait(false);
        _ending.ForEach(static run => run.Dispose());
    }

    private void Follow(AgentTable table, CancellationToken stopping)
    {
        foreach (var ended in _ending.Where(static run => run.Completion.IsCompleted).ToList())
        {
            ended.Dispose();
            _ending.Remove(ended);
        }

        foreach (var (id, run) in _runs)
        {
            if (table.Checks.GetValueOrDefault(id)?.RegisteredIndex != run.Check.RegisteredIndex)
            {
                run.Stop();
                _ending.Add(run);
                _runs.Remove(id);
            }
        }

        foreach (var (id, check) in table.Checks)
        {
            if (check.Definition is { } definition && (definition.IsProbed || definition.IsAliasing) && !_runs.ContainsKey(id))
            {
                _runs.Add(id, CheckRun.Start(check, MakeAsync, stopping));
            }
        }
    }

    private async Task MakeAsync(AgentCheck check, CancellationToken stop)
    {
        try
        {
            await (check.Definition!.IsProbed ? ProbeAsync(check, stop) : AliasAsync(check, stop)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Failed(logger, check.Check.Id, fault);
        }
    }

    private async Task ProbeAsync(AgentCheck check, CancellationToken stop)
    {
        var definition = check.Definition!;
        var interval = GoDuration.ToTimeSpan(definition.Interval);
        interval = interval > ShortestInterval ? interval : ShortestInterval;
        var thresholds = new CheckThresholds(definition);
        while (!stop.IsCancellationRequested)
        {
            var result = await prober.ProbeAsync(definition, stop).ConfigureAwait(false);
            if (thresholds.Take(result) is { } counting)
            {
                Tell(check, counting);
            }

            await Task.Delay(interval, clock, stop).ConfigureAwait(false);
        }
    }

    private async Task AliasAsync(AgentCheck check, CancellationToken stop)
    {
        var topics = CheckAliases.TopicsOf(check.Definition!);
        while (!stop.IsCancellationRequested)
        {
            using var leases = state.Watch(topics);
            Tell(check, CheckAliases.ResultOf(check, state.Current));
            await leases.Changed.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    private void Tell(AgentCheck check, CheckResult result)
    {
        try
        {
            if (agent.Tell(check, result))
            {
                Log.Changed(logger, check.Check.Id, result.Status);
            }
        }
        catch (RefusalException)
        {
            // The state takes no writes any more, and has said so in the log. The check goes on: it is made, if for nobody.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Check status updated: check={Check} status={Status}")]
        public static partial void Changed(ILogger logger, string check, string status);

        [LoggerMessage(2, LogLevel.Error, "Check is not made any more: check={Check}")]
        public static partial void Failed(ILogger logger, string check, Exception fault);
    }
}
