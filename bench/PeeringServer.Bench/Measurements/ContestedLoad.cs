using System.Diagnostics;
using System.Globalization;
using PeeringServer.Bench.Load;
using PeeringServer.Bench.Programs;
using PeeringServer.Bench.Report;

namespace PeeringServer.Bench.Measurements;

/// <summary>The same load on both programs by turns, in slices so short that whatever else the machine does falls on both.</summary>
internal sealed class ContestedLoad(ServerProcess beside, ServerProcess ours, BenchSettings settings)
{
    public Figure Run(string name, LoadRequest besideRequest, LoadRequest request, double? aim, CancellationToken cancellation)
    {
        using var besideSide = new Side(beside, settings.Connections, besideRequest);
        using var oursSide = new Side(ours, settings.Connections, request);
        var warmUp = new LoadLimits(settings.WarmUp, settings.RequestsPerSlice);
        besideSide.Run(warmUp, cancellation);
        oursSide.Run(warmUp, cancellation);
        besideSide.Forget();
        oursSide.Forget();
        var limits = new LoadLimits(settings.Slice, settings.RequestsPerSlice);
        var ratios = new List<double>();
        for (var i = 0; i < settings.Slices; i++)
        {
            var besideRate = besideSide.Run(limits, cancellation);
            ratios.Add(oursSide.Run(limits, cancellation) / besideRate);
        }

        var ratio = oursSide.Rate / besideSide.Rate;
        return new Figure(name, besideSide.Describe(), oursSide.Describe())
        {
            Ratio = Units.Ratio(ratio, ratios),
            Aim = aim is { } least ? Aim.AtLeast(least, ratio) : null,
        };
    }

    private sealed class Side(ServerProcess server, int connections, LoadRequest request) : IDisposable
    {
        private readonly ConnectionSet _connections = new(server.Endpoint, connections);
        private readonly List<long> _latencies = [];
        private TimeSpan _elapsed;
        private TimeSpan _processorTime;

        public double Rate => _latencies.Count / _elapsed.TotalSeconds;

        public double Run(LoadLimits limits, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = server.ProcessorTime;
            var result = _connections.Run(request, limits);
            _processorTime += server.ProcessorTime - before;
            _latencies.AddRange(result.Latencies);
            _elapsed += result.Elapsed;
            return result.Rate;
        }

        public void Forget()
        {
            _latencies.Clear();
            _elapsed = _processorTime = TimeSpan.Zero;
        }

        public string Describe()
        {
            _latencies.Sort();
            var cost = _processorTime.TotalMicroseconds / _latencies.Count;
            return string.Create(CultureInfo.InvariantCulture, $"{Rate:N0} /s, p50 {Percentile(0.5):0.00} ms, p99 {Percentile(0.99):0.0} ms, {cost:0} µs CPU");
        }

        public void Dispose() => _connections.Dispose();

        private double Percentile(double share) => Stopwatch.GetElapsedTime(0, _latencies[(int)(share * (_latencies.Count - 1))]).TotalMilliseconds;
    }
}
