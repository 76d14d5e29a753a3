namespace PeeringServer.CommandLine.Agent;

/// <summary>
/// Gives memory back to the system once a burst is over. The collector runs when something is allocated, and so keeps for
/// hours what a burst left in a server that then only sends heartbeats: a fifth of its memory after 200 peerings. Memory is
/// the process's and the time it takes is real, so it looks at the system's clock.
/// </summary>
internal sealed class HeapTrimmer : IDisposable
{
    /// <summary>Less than this in an interval is quiet: heartbeats, health checks.</summary>
    private const long QuietBytes = 1024 * 1024;

    /// <summary>A burst that allocated less is not worth a collection.</summary>
    private const long WorthBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Func<long> _allocated;
    private readonly Action _trim;
    private readonly ITimer _timer;
    private long _before;
    private long _burst;

    /// <param name="clock">What it looks at every five seconds.</param>
    /// <param name="allocated">Bytes allocated by the process so far.</param>
    /// <param name="trim">Collects, and gives back.</param>
    public HeapTrimmer(TimeProvider clock, Func<long> allocated, Action trim)
    {
        _allocated = allocated;
        _trim = trim;
        _before = allocated();
        _timer = clock.CreateTimer(static trimmer => ((HeapTrimmer)trimmer!).Look(), this, Interval, Interval);
    }

    /// <summary>For this process.</summary>
    public static HeapTrimmer Start() => new(
        TimeProvider.System,
        static () => GC.GetTotalAllocatedBytes(),
        static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = _allocated();
        var grown = now - _before;
        _before = now;
        if (grown >= QuietBytes)
        {
            _burst += grown;
        }
        else if (_burst >= WorthBytes)
        {
            _burst = 0;
            _trim();
        }
    }
}
