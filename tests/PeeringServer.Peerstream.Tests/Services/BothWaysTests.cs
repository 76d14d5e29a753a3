using System.Net.Http.Json;
using PeeringServer.Core.Catalog;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>Two clusters that export to each other at the same time more than the line takes in.</summary>
public sealed class BothWaysTests
{
    private const int Services = 400;
    private const int Bytes = 12_000;

    [Fact]
    public async Task Exports_OfBothSidesBeyondWhatTheLineHolds_AllArrive()
    {
        await using var line = await PeeredLine.StartAsync();
        await Task.WhenAll(RegisterAsync(line.Acceptor), RegisterAsync(line.Dialer)).InTime("registrations");

        await Task.WhenAll(ExportAsync(line.Acceptor, "to-beta"), ExportAsync(line.Dialer, "to-alpha")).InTime("exports");

        await Task.WhenAll(HasAllAsync(line.Acceptor, "to-beta"), HasAllAsync(line.Dialer, "to-alpha"));
    }

    private static Task RegisterAsync(ConsulCluster cluster)
    {
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Bytes / 500; i++)
        {
            meta[$"m{i}"] = new string('x', 500);
        }

        return Parallel.ForAsync(0, Services, async (i, cancellation) =>
        {
            var registration = new { Node = $"n{i % 10}", Address = "10.0.0.1", SkipNodeUpdate = true, Service = new { Service = $"s{i}", Port = 80, Meta = meta } };
            using var answer = await cluster.Client.PutAsJsonAsync("/v1/catalog/register", registration, cancellation);
            answer.EnsureSuccessStatusCode();
        });
    }

    private static async Task ExportAsync(ConsulCluster cluster, string peer)
    {
        var entry = new { Kind = "exported-services", Name = "default", Services = new[] { new { Name = "*", Consumers = new[] { new { Peer = peer } } } } };
        using var answer = await cluster.Client.PutAsJsonAsync("/v1/config", entry);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task HasAllAsync(ConsulCluster importer, string peer)
    {
        var state = importer.Host.Cluster.State;
        while (true)
        {
            using var lease = state.Watch(CatalogTopics.Services(peer));
            if (state.Current.Catalog.Of(peer).Services.Count() == Services)
            {
                return;
            }

            await lease.Changed.InTime($"all services of {peer}");
        }
    }
}
