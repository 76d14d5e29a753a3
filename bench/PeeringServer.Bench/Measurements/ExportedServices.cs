using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Bench.Programs;

namespace PeeringServer.Bench.Measurements;

/// <summary>Services of one server that another imports, each with ten instances on ten of a hundred nodes.</summary>
/// <param name="exporter">Has them registered.</param>
/// <param name="importer">Reads them through the peering.</param>
/// <param name="count">How many.</param>
internal sealed class ExportedServices(ServerProcess exporter, ServerProcess importer, int count)
{
    public const string Peering = "services";

    private const int Instances = 10;
    private const int Nodes = 100;
    private const int FirstPort = 1000;
    private const int AtOnce = 8;

    public int Count => count;

    /// <summary>Registers every instance.</summary>
    public Task RegisterAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, count * Instances),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (i, token) => await RegisterAsync(i / Instances, i % Instances, FirstPort, token).ConfigureAwait(false));

    /// <summary>Gives the first instance of a service another port.</summary>
    public Task ChangeAsync(int service, int change, CancellationToken cancellation) => RegisterAsync(service, 0, FirstPort + 1 + change, cancellation);

    /// <summary>Changes a service as the other one does, and tells how soon the importer shows it.</summary>
    public async Task<TimeSpan> LagAsync(int service, int change, CancellationToken cancellation)
    {
        var (index, _) = await ReadAsync(service, "0", cancellation).ConfigureAwait(false);
        var wake = ReadAsync(service, index, cancellation);
        var written = Stopwatch.GetTimestamp();
        await ChangeAsync(service, change, cancellation).ConfigureAwait(false);
        await wake.ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(written);
    }

    public Task ExportAllAsync(CancellationToken cancellation) => ExportAsync([new { Name = "*", Consumers = new[] { new { Peer = Peering } } }], cancellation);

    public Task ExportNothingAsync(CancellationToken cancellation) => ExportAsync([], cancellation);

    /// <summary>Waits until the importer knows so many names.</summary>
    public async Task NamesAsync(int names, TimeSpan pause, CancellationToken cancellation)
    {
        while (await ImportedAsync(cancellation).ConfigureAwait(false) != names)
        {
            await Task.Delay(pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the importer has every instance, the one that is sent last first; what is there already when it is read takes no time.</summary>
    /// <returns>When the last one was seen to come, since the clock was started.</returns>
    public async Task<TimeSpan> ArriveAsync(Stopwatch clock, CancellationToken cancellation)
    {
        var arrived = TimeSpan.Zero;
        for (var service = count - 1; service >= 0; service--)
        {
            var (index, instances) = await ReadAsync(service, "0", cancellation).ConfigureAwait(false);
            while (instances < Instances)
            {
                (index, instances) = await ReadAsync(service, index, cancellation).ConfigureAwait(false);
                arrived = clock.Elapsed;
            }
        }

        return arrived;
    }

    private static string Name(int service) => $"service-{service:d4}";

    private async Task RegisterAsync(int service, int instance, int port, CancellationToken cancellation)
    {
        var node = ((service * Instances) + instance) % Nodes;
        var id = $"{Name(service)}-{instance}";
        await PutAsync("/v1/catalog/register", new
        {
            Node = $"node-{node:d3}",
            Address = $"10.0.0.{node}",
            Service = new { ID = id, Service = Name(service), Port = port },
            Check = new { CheckID = $"check-{id}", Name = "check", ServiceID = id, Status = "passing" },
        }, cancellation).ConfigureAwait(false);
    }

    private async Task<int> ImportedAsync(CancellationToken cancellation)
    {
        var peering = await importer.Client.GetFromJsonAsync<JsonElement>($"/v1/peering/{Peering}", cancellation).ConfigureAwait(false);
        return peering.GetProperty("StreamStatus").GetProperty("ImportedServices") is { ValueKind: JsonValueKind.Array } names ? names.GetArrayLength() : 0;
    }

    private async Task<(string Index, int Instances)> ReadAsync(int service, string index, CancellationToken cancellation)
    {
        using var answer = await importer.Client
            .GetAsync(new Uri($"/v1/health/service/{Name(service)}?peer={Peering}&index={index}", UriKind.Relative), cancellation)
            .ConfigureAwait(false);
        var instances = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation).ConfigureAwait(false);
        return (answer.Headers.GetValues("X-Consul-Index").Single(), instances.GetArrayLength());
    }

    private Task ExportAsync(object[] services, CancellationToken cancellation) =>
        PutAsync("/v1/config", new { Kind = "exported-services", Name = "default", Services = services }, cancellation);

    private async Task PutAsync(string path, object body, CancellationToken cancellation)
    {
        using var answer = await exporter.Client.PutAsJsonAsync(path, body, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }
}
