using System.Diagnostics;
using System.Globalization;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Services across a peering: how soon all of them have arrived, what they occupy, and what their changes cost.</summary>
internal sealed class ServicesMeasurement : IMeasurement
{
    /// <summary>Each tenth change is watched at the importer.</summary>
    private const int Watched = 10;

    /// <summary>Next to one another are changes of services that are not.</summary>
    private const int Stride = 7;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public string Name => "services";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        using var exporter = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        using var importer = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        await using var line = CountingRelay.Start(await exporter.GrpcTlsPortAsync(cancellation).ConfigureAwait(false));
        await exporter.PeerWithAsync(importer, ExportedServices.Peering, cancellation, line.Address).ConfigureAwait(false);
        var services = new ExportedServices(exporter, importer, settings.Services);

        // As they are registered, and then all at once.
        await services.ExportAllAsync(cancellation).ConfigureAwait(false);
        await services.RegisterAsync(cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var followed = await services.ArriveAsync(clock, cancellation).ConfigureAwait(false);
        await services.ExportNothingAsync(cancellation).ConfigureAwait(false);
        await services.NamesAsync(0, Pause, cancellation).ConfigureAwait(false);
        var sent = line.ToClient;
        clock.Restart();
        await services.ExportAllAsync(cancellation).ConfigureAwait(false);
        await services.NamesAsync(services.Count, Pause, cancellation).ConfigureAwait(false);
        var named = clock.Elapsed;
        var arrived = await services.ArriveAsync(clock, cancellation).ConfigureAwait(false);
        sent = line.ToClient - sent;
        await Task.Delay(settings.Quiet, TimeProvider.System, cancellation).ConfigureAwait(false);
        var memory = (Exporter: exporter.ResidentBytes, Importer: importer.ResidentBytes);

        var before = (Exporter: exporter.ProcessorTime, Importer: importer.ProcessorTime);
        clock.Restart();
        var lags = await ChangeAsync(services, settings, cancellation).ConfigureAwait(false);
        var elapsed = clock.Elapsed;
        var (p50, p99) = (lags[lags.Count / 2].TotalMilliseconds, lags[lags.Count * 99 / 100].TotalMilliseconds);
        return
        [
            new Figure($"{settings.Services:N0} exported services × 10: all imported after the last registration", "–", Units.Milliseconds(followed.TotalMilliseconds)),
            new Figure("… all names shown after the export", "0.1 s", Units.Milliseconds(named.TotalMilliseconds)) { Aim = Aim.AtMost(100, named.TotalMilliseconds, " ms") },
            new Figure("… all instances there after the export", "6.8 s", Units.Milliseconds(arrived.TotalMilliseconds)) { Aim = Aim.AtMost(6800, arrived.TotalMilliseconds, " ms") },
            new Figure("… sent for it, TLS included", "–", Units.Megabytes(sent)),
            Memory("resident memory, exporter", memory.Exporter, 188),
            Memory("resident memory, importer", memory.Importer, 156),
            new Figure("… 100 changes a second: until the importer shows one", "p50 4 ms, largest of 60: 16 ms", $"p50 {Units.Milliseconds(p50)}, p99 {Units.Milliseconds(p99)}") { Aim = Aim.AtMost(4, p50, " ms") },
            Load("exporter", (exporter.ProcessorTime - before.Exporter) / elapsed, 46),
            Load("importer", (importer.ProcessorTime - before.Importer) / elapsed, 18),
            Memory("resident memory after them, exporter", exporter.ResidentBytes, 234),
            Memory("resident memory after them, importer", importer.ResidentBytes, 164),
        ];
    }

    /// <summary>A hundred changes a second, whether or not the last ones are answered.</summary>
    /// <returns>How late the watched ones were seen, the least first.</returns>
    private static async Task<List<TimeSpan>> ChangeAsync(ExportedServices services, BenchSettings settings, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        var changes = new List<Task>();
        var lags = new List<Task<TimeSpan>>();
        for (var change = 0; change < settings.Changes / Interval && await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false); change++)
        {
            var service = change * Stride % services.Count;
            if (change % Watched == 0)
            {
                lags.Add(services.LagAsync(service, change, cancellation));
            }
            else
            {
                changes.Add(services.ChangeAsync(service, change, cancellation));
            }
        }

        await Task.WhenAll(changes).ConfigureAwait(false);
        return [.. (await Task.WhenAll(lags).ConfigureAwait(false)).Order()];
    }

    private static Figure Memory(string what, long bytes, double real) =>
        new($"… {what}", string.Create(CultureInfo.InvariantCulture, $"{real:0} MB"), Units.Megabytes(bytes)) { Aim = Aim.AtMost(real, bytes / 1_048_576.0, " MB") };

    private static Figure Load(string side, double cores, double real) =>
        new($"… processor meanwhile, {side}", string.Create(CultureInfo.InvariantCulture, $"{real:0} % of a core"), string.Create(CultureInfo.InvariantCulture, $"{cores * 100:0.0} % of a core"))
        {
            Aim = Aim.AtMost(real, cores * 100, " %"),
        };
}
