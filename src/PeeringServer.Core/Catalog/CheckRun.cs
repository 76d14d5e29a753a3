namespace PeeringServer.Core.Catalog;

/// <summary>One check being made again and again, until it is stopped. For one owner: not for several threads.</summary>
internal sealed class CheckRun : IDisposable
{
    private readonly CancellationTokenSource _stop;

    private CheckRun(AgentCheck check, CancellationTokenSource stop, Task completion) => (Check, _stop, Completion) = (check, stop, completion);

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
        return new CheckRun(check, stop, EndOf(Task.Run(() => make(check, stop.Token), stop.Token)));
    }

    /// <summary>Stops it; it may still be ending when this returns.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Frees what it holds; once it has ended.</summary>
    public void Dispose() => _stop.Dispose();

    private static async Task EndOf(Task made) => await made.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
