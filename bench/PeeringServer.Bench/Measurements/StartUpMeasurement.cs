using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Time from the start of a process to its first answer, and what it occupies then.</summary>
internal sealed class StartUpMeasurement : IMeasurement
{
    private const double TimeAim = 1.5;
    private const double MemoryAim = 1.4;

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        var bare = new List<Start>();
        var ours = new List<Start>();
        // The first start of each finds cold files.
        await StartAsync(programs.Bare, settings, cancellation).ConfigureAwait(false);
        await StartAsync(programs.Agent, settings, cancellation).ConfigureAwait(false);
        for (var i = 0; i < settings.Starts; i++)
        {
            bare.Add(await StartAsync(programs.Bare, settings, cancellation).ConfigureAwait(false));
            ours.Add(await StartAsync(programs.Agent, settings, cancellation).ConfigureAwait(false));
        }

        return
        [
            Compare("start to first answer", bare, ours, static start => start.Time.TotalMilliseconds, Units.Milliseconds, TimeAim),
            Compare("processor time of the start", bare, ours, static start => start.ProcessorTime.TotalMilliseconds, Units.Milliseconds, null),
            Compare("resident memory, idle", bare, ours, static start => start.ResidentBytes, Units.Megabytes, MemoryAim),
        ];
    }

    private static async Task<Start> StartAsync(ServerProgram program, BenchSettings settings, CancellationToken cancellation)
    {
        using var process = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
        var processorTime = process.ProcessorTime;
        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        return new Start(process.StartUp, processorTime, process.ResidentBytes);
    }

    private static Figure Compare(string name, List<Start> bare, List<Start> ours, Func<Start, double> value, Func<double, string> text, double? aim)
    {
        var bareMedian = Units.Median(bare.Select(value));
        var oursMedian = Units.Median(ours.Select(value));
        var ratio = oursMedian / bareMedian;
        var pairs = bare.Zip(ours, (left, right) => value(right) / value(left)).ToList();
        return new Figure(name, text(bareMedian), text(oursMedian))
        {
            Ratio = Units.Ratio(ratio, pairs),
            Aim = aim is { } most ? Aim.AtMost(most, ratio) : null,
        };
    }

    private sealed record Start(TimeSpan Time, TimeSpan ProcessorTime, long ResidentBytes);
}
