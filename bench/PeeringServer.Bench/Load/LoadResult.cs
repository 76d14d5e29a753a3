namespace PeeringServer.Bench.Load;

/// <summary>What a load found.</summary>
/// <param name="Latencies">Of every request, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="Elapsed">Time it took.</param>
internal sealed record LoadResult(IReadOnlyList<long> Latencies, TimeSpan Elapsed)
{
    /// <summary>Requests a second.</summary>
    public double Rate => Latencies.Count / Elapsed.TotalSeconds;
}
