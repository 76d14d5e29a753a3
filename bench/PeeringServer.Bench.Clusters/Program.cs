using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PeeringServer.Testing;

// Starts as many clusters as it is told in this one process, peers them in pairs, stops them, and prints what that took.
var clusters = new ConsulCluster[int.Parse(args[0], CultureInfo.InvariantCulture)];
var few = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
// A pair spends most of its time in waiting for the dialer's first attempt.
var many = new ParallelOptions { MaxDegreeOfParallelism = 64 };
var clock = Stopwatch.StartNew();
await Parallel.ForAsync(0, clusters.Length, few, async (i, cancellation) => clusters[i] = await ConsulCluster.StartAsync(cancellation: cancellation));
var start = clock.Elapsed;
await Parallel.ForAsync(0, clusters.Length / 2, many, async (i, cancellation) => await PeeredClusters.PeerAsync(clusters[2 * i], clusters[(2 * i) + 1], cancellation));
var active = clock.Elapsed - start;
using var process = Process.GetCurrentProcess();
var peak = process.PeakWorkingSet64;
var errors = clusters.Sum(static cluster => cluster.Errors.Count);
await Parallel.ForAsync(0, clusters.Length, few, async (i, _) => await clusters[i].DisposeAsync());
var stop = clock.Elapsed - start - active;
Console.WriteLine(JsonSerializer.Serialize(new { StartSeconds = start.TotalSeconds, ActiveSeconds = active.TotalSeconds, StopSeconds = stop.TotalSeconds, PeakBytes = peak }));
return errors == 0 ? 0 : 1;
