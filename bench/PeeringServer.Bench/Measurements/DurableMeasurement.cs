using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PeeringServer.Bench.Load;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>What it costs to keep the state: writes a second against a bare loop of commits of the same bytes, and the start with much stored.</summary>
internal sealed class DurableMeasurement : IMeasurement
{
    private const double WriteAim = 3;
    private const double StartAimSeconds = 1;
    private const string Peering = "kept";

    public string Name => "durable";

    public async Task<IReadOnlyList<Figure>> RunAsync(PublishedPrograms programs, BenchSettings settings, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("peering-server-bench-");
        try
        {
            var program = programs.Agent.KeptIn(folder.FullName, Path.Combine(folder.FullName, "data"));
            var empty = await StartAsync(program, settings, cancellation).ConfigureAwait(false);
            return [await WritesAsync(program, folder.FullName, settings, cancellation).ConfigureAwait(false), await StartWithMuchAsync(program, empty, settings, cancellation).ConfigureAwait(false)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The two take turns, so that what else the disk does falls on both.</summary>
    private static async Task<Figure> WritesAsync(ServerProgram program, string folder, BenchSettings settings, CancellationToken cancellation)
    {
        using var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
        using var load = new ConnectionSet(server.Endpoint, settings.Connections);
        using var bare = new BareCommits(Path.Combine(folder, "bare.db"));
        var request = LoadRequest.Token(Peering);
        load.Run(request, new LoadLimits(settings.WarmUp, settings.RequestsPerSlice));
        var rates = new List<(double Bare, double Ours)>();
        for (var i = 0; i < settings.Slices; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            rates.Add((bare.Run(settings.Slice), load.Run(request, new LoadLimits(settings.Slice, settings.RequestsPerSlice)).Rate));
        }

        var (least, ours) = (rates.Average(static rate => rate.Bare), rates.Average(static rate => rate.Ours));
        return new Figure($"generate token, kept (beside: a loop of commits), {settings.Connections} connections", Rate(least), Rate(ours))
        {
            Ratio = Units.Ratio(ours / least, [.. rates.Select(static rate => rate.Ours / rate.Bare)]),
            Aim = Aim.AtLeast(WriteAim, ours / least),
        };
    }

    private static async Task<Figure> StartWithMuchAsync(ServerProgram program, double empty, BenchSettings settings, CancellationToken cancellation)
    {
        using (var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false))
        {
            using var load = new ConnectionSet(server.Endpoint, settings.Connections);
            load.Run(LoadRequest.TokensForNewNames(), new LoadLimits(TimeSpan.FromMinutes(5), settings.StoredPeerings));
        }

        var full = await StartAsync(program, settings, cancellation).ConfigureAwait(false);
        return new Figure($"start with {settings.StoredPeerings.ToString("N0", CultureInfo.InvariantCulture)} peerings stored (beside: with none)", Units.Seconds(empty), Units.Seconds(full))
        {
            Ratio = Units.Ratio(full / empty),
            Aim = Aim.AtMost(StartAimSeconds, full - empty, " s more"),
        };
    }

    private static async Task<double> StartAsync(ServerProgram program, BenchSettings settings, CancellationToken cancellation)
    {
        var starts = new List<double>();
        for (var i = 0; i < settings.KeptStarts; i++)
        {
            using var server = await ServerProcess.StartAsync(program, cancellation).ConfigureAwait(false);
            starts.Add(server.StartUp.TotalSeconds);
        }

        return Units.Median(starts);
    }

    private static string Rate(double perSecond) => $"{perSecond.ToString("N0", CultureInfo.InvariantCulture)} /s";

    /// <summary>One row of the size of what such a write changes, again and again, flushed each time.</summary>
    private sealed class BareCommits : IDisposable
    {
        private const int RowBytes = 900;

        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _put;
        private long _count;

        public BareCommits(string path)
        {
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
            _put = _connection.CreateCommand();
            _put.CommandText = "INSERT OR REPLACE INTO rows VALUES ($key, $value)";
            _put.Parameters.AddWithValue("$key", "");
            _put.Parameters.AddWithValue("$value", new byte[RowBytes]);
        }

        /// <summary>Commits for a while, and returns how many there were a second.</summary>
        public double Run(TimeSpan time)
        {
            var clock = Stopwatch.StartNew();
            var before = _count;
            while (clock.Elapsed < time)
            {
                _put.Parameters[0].Value = $"{_count++ % 8}";
                _put.ExecuteNonQuery();
            }

            return (_count - before) / clock.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            _put.Dispose();
            _connection.Dispose();
        }

        private void Execute(string sql)
        {
            using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
