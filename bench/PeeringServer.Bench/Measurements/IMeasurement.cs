using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Measures one thing about the programs, in processes of its own.</summary>
internal interface IMeasurement
{
    /// <summary>What it is asked for by.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation);
}
