using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>Many peerings between two processes: how fast they are made, when all are up, and what they cost while only heartbeats pass.</summary>
internal sealed class PeeringsMeasurement : IMeasurement
{
    private const double ActiveAimSeconds = 3;

    /// <summary>Two thirds of what a real agent occupied, on each side.</summary>
    private const double AcceptorMemoryAim = 144 * 2 / 3.0;
    private const double DialerMemoryAim = 155 * 2 / 3.0;

    /// <summary>In hundredths of a core, as a real agent.</summary>
    private const double IdleAim = 0.9;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public string Name => "peerings";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        using var acceptor = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        using var dialer = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < settings.Peerings; i++)
        {
            await acceptor.PeerWithAsync(dialer, $"peering-{i}", cancellation).ConfigureAwait(false);
        }

        var each = clock.Elapsed.TotalMilliseconds / settings.Peerings;
        clock.Restart();
        while (await ActiveAsync(dialer, cancellation).ConfigureAwait(false) < settings.Peerings || await ActiveAsync(acceptor, cancellation).ConfigureAwait(false) < settings.Peerings)
        {
            if (clock.Elapsed > Limit)
            {
                throw new InvalidOperationException("Not every peering becomes active.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }

        var active = clock.Elapsed.TotalSeconds;
        await Task.Delay(settings.Quiet, TimeProvider.System, cancellation).ConfigureAwait(false);
        var before = (Acceptor: acceptor.ProcessorTime, Dialer: dialer.ProcessorTime);
        await Task.Delay(settings.Idle, TimeProvider.System, cancellation).ConfigureAwait(false);
        var acceptorLoad = (acceptor.ProcessorTime - before.Acceptor) / settings.Idle * 100;
        var dialerLoad = (dialer.ProcessorTime - before.Dialer) / settings.Idle * 100;
        return
        [
            new Figure($"{settings.Peerings} peerings: token and establish, each", "–", Units.Milliseconds(each)),
            new Figure("… all active after the last establish", "–", Units.Milliseconds(active * 1000)) { Aim = Aim.AtMost(ActiveAimSeconds, active, " s") },
            Memory("acceptor", acceptor, AcceptorMemoryAim),
            Memory("dialer", dialer, DialerMemoryAim),
            Load("acceptor", acceptorLoad),
            Load("dialer", dialerLoad),
        ];
    }

    private static Figure Memory(string side, ServerProcess server, double aim) =>
        new($"… resident memory, {side}", "–", Units.Megabytes(server.ResidentBytes)) { Aim = Aim.AtMost(aim, server.ResidentBytes / 1_048_576.0, " MB") };

    private static Figure Load(string side, double percent) =>
        new($"… processor, heartbeats only, {side}", "–", string.Create(CultureInfo.InvariantCulture, $"{percent:0.00} % of a core")) { Aim = Aim.AtMost(IdleAim, percent, " %") };

    private static async Task<int> ActiveAsync(ServerProcess server, CancellationToken cancellation)
    {
        var peerings = await server.Client.GetFromJsonAsync<JsonElement>("/v1/peerings", cancellation).ConfigureAwait(false);
        return peerings.EnumerateArray().Count(static peering => peering.GetProperty("State").GetString() == "ACTIVE");
    }
}
