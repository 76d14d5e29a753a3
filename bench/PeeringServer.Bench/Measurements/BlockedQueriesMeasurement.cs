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
    private const int RehearsalConnections = 10;
    private const string Peering = "watched";

    private static readonly TimeSpan RehearsalSettle = TimeSpan.FromMilliseconds(50);

    public string Name => "blocked";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        var idle = await IdleBytesAsync(programs.Bare, settings, cancellation).ConfigureAwait(false);
        var queries = await HeldAsync(programs.Agent, settings, cancellation).ConfigureAwait(false);
        var held = settings.HeldQueries.ToString("N0", CultureInfo.InvariantCulture);
        var half = queries.Wakes[queries.Wakes.Count / 2].TotalMilliseconds;
        var all = queries.Wakes[^1].TotalMilliseconds;
        return
        [
            new Figure($"each of {held} held queries (bare: idle connections)", Units.Kilobytes(idle), Units.Kilobytes(queries.BytesEach))
            {
                Ratio = Units.Ratio(queries.BytesEach / idle),
                Aim = Aim.AtMost(MemoryAimKilobytes, queries.BytesEach / 1024, " KB"),
            },
            new Figure($"one write: half of {held} answered", "–", Units.Milliseconds(half)),
            new Figure($"one write: all of {held} answered", "–", $"{Units.Milliseconds(all)}, {Units.Milliseconds(queries.ProcessorTime.TotalMilliseconds)} CPU")
            {
                Aim = Aim.AtMost(WakeAimMilliseconds, all, " ms"),
            },
        ];
    }

    private static async Task<double> IdleBytesAsync(ServerProgram program, BenchSettings settings, CancellationToken cancellation)
    {
        using var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
        var request = LoadRequest.Get("/");
        for (var i = 0; i < settings.Rehearsals; i++)
        {
            using var rehearsal = new ConnectionSet(server.Endpoint, RehearsalConnections);
            rehearsal.SendAll(request);
            await rehearsal.ReceiveAllAsync(Stopwatch.GetTimestamp(), cancellation).ConfigureAwait(false);
        }

        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        var before = server.ResidentBytes;
        using var connections = new ConnectionSet(server.Endpoint, settings.HeldQueries);
        connections.SendAll(request);
        await connections.ReceiveAllAsync(Stopwatch.GetTimestamp(), cancellation).ConfigureAwait(false);
        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        return (double)(server.ResidentBytes - before) / settings.HeldQueries;
    }

    private static async Task<Held> HeldAsync(ServerProgram program, BenchSettings settings, CancellationToken cancellation)
    {
        using var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
        Write(server);
        // Few at a time, so that what is compiled and loaded once is no cost of a query, and no memory is left over for the many.
        for (var i = 0; i < settings.Rehearsals; i++)
        {
            await HoldAsync(server, RehearsalConnections, RehearsalSettle, cancellation).ConfigureAwait(false);
        }

        await Task.Delay(settings.Settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        return await HoldAsync(server, settings.HeldQueries, settings.Settle, cancellation).ConfigureAwait(false);
    }

    private static async Task<Held> HoldAsync(ServerProcess server, int count, TimeSpan settle, CancellationToken cancellation)
    {
        var index = await IndexAsync(server, cancellation).ConfigureAwait(false);
        var before = server.ResidentBytes;
        using var connections = new ConnectionSet(server.Endpoint, count);
        connections.SendAll(LoadRequest.Get($"/v1/peering/{Peering}?index={index}&wait=300s"));
        await Task.Delay(settle, TimeProvider.System, cancellation).ConfigureAwait(false);
        if (connections.Answered() > 0)
        {
            throw new InvalidDataException("A query was answered before anything changed.");
        }

        var bytes = (double)(server.ResidentBytes - before) / count;
        var processorTime = server.ProcessorTime;
        var written = Stopwatch.GetTimestamp();
        Write(server);
        var wakes = await connections.ReceiveAllAsync(written, cancellation).ConfigureAwait(false);
        return new Held(bytes, wakes, server.ProcessorTime - processorTime);
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

    /// <param name="BytesEach">Growth of the resident set for each query.</param>
    /// <param name="Wakes">From the write to each answer.</param>
    /// <param name="ProcessorTime">What the server used from the write to the last answer.</param>
    private sealed record Held(double BytesEach, List<TimeSpan> Wakes, TimeSpan ProcessorTime);
}
