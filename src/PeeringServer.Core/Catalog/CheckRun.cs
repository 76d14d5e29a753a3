namespace PeeringServer.Core.Catalog;

/// <summary>One check being made again and again, until it is stopped.</summary>
internal sealed class CheckRun
{
    private readonly CancellationTokenSource _stop;

    private CheckRun(AgentCheck check, CancellationTokenSource stop, Task running) => (Check, _stop, Completion) = (check, stop, running);

    /// <summary>The check as it was registered when the run began.</summary>
    public AgentCheck Check { get; }

    /// <summary>Completes when the run has ended, however that came; never fails.</summary>
    public Task Completion { get; }

    /// <summary>Starts a run.</summary>
    /// <param name="check">What is made.</param>
    /// <param name="make">Makes it until it is given up.</param>
    /// <param name="stopping">Stops this run with all others.</param>
    public static CheckRun Start(AgentCheck check, Func<AgentCheck, CancellationToken, Task> make, CancellationToken stopping)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        return new CheckRun(check, stop, RunAsync(Task.Run(() => make(check, stop.Token), stop.Token), stop));
    }

    /// <summary>Stops it; it may still be ending when this returns.</summary>
    public void Stop()
    {
        if (!Completion.IsCompleted)
        {
            _stop.Cancel();
        }
    }

    private static async Task RunAsync(Task made, CancellationTokenSource stop)
    {
        await made.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Not disposed of: whoever stops it may be just about to. Without the link to the others nothing holds it.
        await stop.CancelAsync().ConfigureAwait(false);
    }
}
