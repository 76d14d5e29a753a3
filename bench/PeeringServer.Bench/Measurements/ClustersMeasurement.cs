using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Many clusters in one process, as a test has them: started, peered in pairs, stopped.</summary>
internal sealed class ClustersMeasurement : IMeasurement
{
    private const double TimeAimSeconds = 60;
    private const double MemoryAimMegabytes = 1_536;

    public string Name => "clusters";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(programs.Clusters, [settings.Clusters.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program of many clusters did not start.");
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The program of many clusters ended with {process.ExitCode}.");
            }

            return Figures(settings.Clusters, JsonDocument.Parse(output).RootElement);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Figure[] Figures(int count, JsonElement result)
    {
        double Value(string name) => result.GetProperty(name).GetDouble();
        var all = Value("StartSeconds") + Value("ActiveSeconds") + Value("StopSeconds");
        var memory = Value("PeakBytes");
        return
        [
            new Figure($"{count.ToString("N0", CultureInfo.InvariantCulture)} clusters in one process: started", "–", Units.Seconds(Value("StartSeconds"))),
            new Figure("… peered in pairs, all active", "–", Units.Seconds(Value("ActiveSeconds"))),
            new Figure("… stopped", "–", Units.Seconds(Value("StopSeconds"))),
            new Figure("… all of this", "–", Units.Seconds(all)) { Aim = Aim.AtMost(TimeAimSeconds, all, " s") },
            new Figure("… greatest resident memory", "–", Units.Megabytes(memory)) { Aim = Aim.AtMost(MemoryAimMegabytes, memory / 1_048_576, " MB") },
        ];
    }
}
