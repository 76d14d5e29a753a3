using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Core.Peerings;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

/// <summary>What a cluster shows of services that another exports to it.</summary>
public sealed class ImportedServicesTests : CatalogClusterTest
{
    private const string Imported = $"/v1/health/service/web?peer={PeeredClusters.AcceptorName}";

    private ConsulCluster _exporter = null!;
    private ConsulCluster _importer = null!;

    public override async Task InitializeAsync()
    {
        _exporter = await StartAsync();
        _importer = await StartAsync(static options => options with { Cluster = options.Cluster with { Datacenter = "dc2" } });
        await PeeredClusters.PeerAsync(_exporter, _importer).WaitAsync(Deadline);
    }

    [Fact]
    public async Task BlockingQuery_WakesOnAnImportedChange_AndSleepsThroughOwnOnes()
    {
        await ExportAsync("web");
        await RegisterAsync("web-1", "passing");
        var (index, found) = await ArrivesAsync(1);
        found[0].GetProperty("Service").GetProperty("PeerName").GetString().Should().Be(PeeredClusters.AcceptorName);
        var query = _importer.Client.GetAsync($"{Imported}&index={index}");

        await RegisterAsync(_importer, new { Node = "own", Address = "10.0.0.7", Service = new { Service = "web" } });
        (await ReadAsync(_importer, "/v1/health/service/web")).GetArrayLength().Should().Be(1);
        query.IsCompleted.Should().BeFalse();
        await RegisterAsync("web-1", "critical");
        using var answer = await query.WaitAsync(Deadline);

        var check = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("Checks").EnumerateArray().Should().ContainSingle().Subject;
        (check.GetProperty("CheckID").GetString(), check.GetProperty("Status").GetString()).Should().Be(("web-1:overall-check", "critical"));
    }

    [Fact]
    public async Task Peer_IsHonouredWhereServicesAreRead()
    {
        await ExportAsync("web");
        await RegisterAsync("web-1", "critical");
        await ArrivesAsync(1);

        foreach (var (path, count) in new[]
        {
            ("/v1/catalog/service/web?peer=acceptor", 1),
            ("/v1/health/service/web?peer=acceptor&passing", 0),
            ("/v1/catalog/service/web", 0),
            ("/v1/health/service/web", 0),
            ("/v1/health/service/web?peer=nobody", 0),
        })
        {
            (await ReadAsync(_importer, path)).GetArrayLength().Should().Be(count, path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ended_HereOrThere_ThePeeringLosesItsImports(bool here)
    {
        await ExportAsync("web");
        await RegisterAsync("web-1", "passing");
        await ArrivesAsync(1);

        if (here)
        {
            (await _importer.Client.DeleteAsync($"/v1/peering/{PeeredClusters.AcceptorName}").WaitAsync(Deadline)).EnsureSuccessStatusCode();
        }
        else
        {
            (await _exporter.Client.DeleteAsync($"/v1/peering/{PeeredClusters.DialerName}").WaitAsync(Deadline)).EnsureSuccessStatusCode();
            await _importer.WaitForPeeringAsync(PeeredClusters.AcceptorName, PeeringState.Terminated).WaitAsync(Deadline);
        }

        await ArrivesAsync(0);
        (await ReadAsync(_importer, $"/v1/catalog/service/web?peer={PeeredClusters.AcceptorName}")).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Counts_FollowTheExport_OnBothSidesAndInTheGauge()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await RegisterAsync(_exporter, new { Node = "n1", Address = "10.0.0.1", Service = new { Service = name } });
        }

        foreach (var (names, expected) in new (string[] Names, string[] Expected)[] { (["*"], ["a", "b", "c"]), ([], []), (["b", "a"], ["a", "b"]), (["b"], ["b"]), (["b", "web"], ["b", "web"]) })
        {
            await ExportAsync(names);
            await ShowsAsync(expected);
        }

        var gauge = (await ReadAsync(_exporter, "/v1/agent/metrics")).GetProperty("Gauges").EnumerateArray()
            .Single(static gauge => gauge.GetProperty("Name").GetString() == "consul.peering.exported_services");
        gauge.GetProperty("Value").GetDouble().Should().Be(2);
        gauge.GetProperty("Labels").GetProperty("peer_name").GetString().Should().Be(PeeredClusters.DialerName);
        gauge.GetProperty("Labels").GetProperty("peer_id").GetString().Should().Be(_exporter.Host.Cluster.State.Current.Peerings.Find(PeeredClusters.DialerName)!.Id);
    }

    private Task RegisterAsync(string id, string status) => RegisterAsync(_exporter, new
    {
        Node = "n1",
        Address = "10.0.0.1",
        Service = new { ID = id, Service = "web" },
        Check = new { CheckID = "http", Name = "http", ServiceID = id, Status = status },
    });

    private async Task ExportAsync(params string[] names) => (await PutAsync(_exporter, "/v1/config", new
    {
        Kind = "exported-services",
        Name = "default",
        Services = names.Select(static name => new { Name = name, Consumers = new[] { new { Peer = PeeredClusters.DialerName } } }),
    })).Should().Be((200, "true"));

    /// <summary>Blocks until the importer shows so many instances.</summary>
    private async Task<(string Index, JsonElement Instances)> ArrivesAsync(int count)
    {
        var index = "0";
        while (true)
        {
            using var answer = await _importer.Client.GetAsync($"{Imported}&index={index}").WaitAsync(Deadline);
            index = answer.Headers.GetValues("X-Consul-Index").Single();
            var instances = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (instances.GetArrayLength() == count)
            {
                return (index, instances);
            }
        }
    }

    /// <summary>Waits until each side shows the names as its own; streams move no index, so their tracker is waited for.</summary>
    private async Task ShowsAsync(string[] names)
    {
        foreach (var (cluster, peering, member) in new[] { (_exporter, PeeredClusters.DialerName, "ExportedServices"), (_importer, PeeredClusters.AcceptorName, "ImportedServices") })
        {
            while (true)
            {
                var change = cluster.Host.Cluster.Streams.NextChange();
                var shown = (await ReadAsync(cluster, $"/v1/peering/{peering}")).GetProperty("StreamStatus").GetProperty(member);
                var listed = (await ReadAsync(cluster, "/v1/peerings"))[0].GetProperty("StreamStatus").GetProperty(member);
                if (Names(shown).SequenceEqual(names) && Names(listed).SequenceEqual(names))
                {
                    break;
                }

                await change.WaitAsync(Deadline);
            }
        }
    }

    private static IEnumerable<string?> Names(JsonElement names) =>
        names.ValueKind == JsonValueKind.Null ? [] : names.EnumerateArray().Select(static name => name.GetString());
}
