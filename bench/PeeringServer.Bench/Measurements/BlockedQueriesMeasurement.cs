using System.Diagnostics;
using System.Globalization;
using PeeringServer.Bench.Load;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>What a held blocking query occupies, and how soon one write answers all of them.</summary>
internal sealed class BlockedQueriesMeasurement : IMeasurement
{
    private const double MemoryAimKilobytes = 12;
    private const double WakeAimMilliseconds = 250;
    private const int Rehearsal = 100;
    private const string Peering = "watched";

    public string Name => "blocked";

    public async Task<IReadOnlyList<Figure>> RunAsync(ProgramPair programs, BenchSettings settings, CancellationToken cancellation)
    {
        var held = settings.HeldQueries.ToString("N0", CultureInfo.InvariantCulture);
        var idle = await IdleBytesAsync(programs.Bare, settings, cancellation).ConfigureAwait(false);
        using var server = await ServerProcess.StartAsync(programs.Agent, cancellation).ConfigureAwait(false);
        Write(server);
        // Not the first of their kind: what is compiled and loaded once is no cost of a query.
        await HoldAsync(server, Rehearsal, settings, cancellation).ConfigureAwait(false);
        await HoldAsync(server, Rehearsal, settings, cancellation).ConfigureAwait(false);
        var (bytes, wakes) = await HoldAsync(server, settings.HeldQueries, settings, cancellation).ConfigureAwait(false);
        var half = wakes[wakes.Count / 2].TotalMilliseconds;
        var all = wakes[^1].TotalMilliseconds;
        return
        [
            new Figure($"each of {held} held queries (bare: idle connections)", Units.Kilobytes(idle), Units.Kilobytes(bytes))
            {
                Ratio = Units.Ratio(bytes / idle),
                Aim = Aim.AtMost(MemoryAimKilobytes, bytes / 1024, " KB"),
            },
            new Figure($"one write: half of {held} answered", "–", Units.Milliseconds(half)),
            new Figure($"one write: all of {held} answered", "–", Units.Milliseconds(all)) { Aim = Aim.AtMost(WakeAimMilliseconds, all, " ms") },
        ];
    }

    private static async Task<double> IdleBytesAsync(ServerProgram program, BenchSettings settings, CancellationToken cancellation)
    {
        using var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
        var request = LoadRequest.Get("/");
        using (var rehearsal = new ConnectionSet(server.Endpoint, Rehearsal))
        {
            rehearsal.SendAll(request);
            rehearsal.ReceiveAll(Stopwatch.GetTimestamp());
        }

        var before = server.ResidentBytes;
        using var connections = new ConnectionSet(server.Endpoint, settings.HeldQueries);
        connections.SendAll(request);
        connections.ReceiveAll(Stopwatch.GetTimestamp());
        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        return (double)(server.ResidentBytes - before) / settings.HeldQueries;
    }

    private static async Task<(double BytesEach, List<TimeSpan> Wakes)> HoldAsync(ServerProcess server, int count, BenchSettings settings, CancellationToken cancellation)
    {
        var index = await IndexAsync(server, cancellation).ConfigureAwait(false);
        var before = server.ResidentBytes;
        using var connections = new ConnectionSet(server.Endpoint, count);
        connections.SendAll(LoadRequest.Get($"/v1/peering/{Peering}?index={index}&wait=300s"));
        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        if (connections.Answered() > 0)
        {
            throw new InvalidDataException("A query was answered before anything changed.");
        }

        var bytes = (double)(server.ResidentBytes - before) / count;
        var written = Stopwatch.GetTimestamp();
        Write(server);
        return (bytes, connections.ReceiveAll(written));
    }

    private static void Write(ServerProcess server)
    {
        using var connection = new LoadConnection(server.Endpoint);
        connection.Exchange(LoadRequest.Token(Peering));
    }

    private static async Task<string> IndexAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var answer = await server.Client.GetAsync(new Uri($"/v1/peering/{Peering}", UriKind.Relative), cancellation).ConfigureAwait(false);
        return answer.EnsureSuccessStatusCode().Headers.GetValues("X-Consul-Index").Single();
    }
}
