using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Core.State;
using PeeringServer.Persistence.Tables;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

/// <summary>A server with something of everything: what is written is what is read, and what a snapshot brings elsewhere.</summary>
public sealed class EverythingTests : IDisposable
{
    /// <summary>What clients see of all of it.</summary>
    private static readonly string[] Reads =
    [
        "/v1/peerings", "/v1/connect/ca/roots", "/v1/config/service-defaults", "/v1/config/exported-services", "/v1/catalog/nodes", "/v1/catalog/node/far", "/v1/health/service/web",
        "/v1/catalog/services", "/v1/agent/services", "/v1/agent/checks", "/v1/kv/?recurse", "/v1/session/list",
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Restart_Everything_ReadsAsBefore()
    {
        Dictionary<string, (string Body, ulong Index)> before;
        ClusterSnapshot snapshot;
        await using (var first = await StartAsync("one"))
        {
            await FillAsync(first);
            before = await ReadAllAsync(first);
            snapshot = first.Host.Cluster.State.Current;
        }

        using (var opened = DurableState.Open(_folder["one"], Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance))
        {
            RowsOf(opened.Kept!).Should().Equal(RowsOf(snapshot), "what is put together again is what was kept");
        }

        await using var second = await StartAsync("one");
        var after = await ReadAllAsync(second);
        foreach (var (path, (body, index)) in before)
        {
            after[path].Body.Should().Be(body, path);
            after[path].Index.Should().BeGreaterThanOrEqualTo(index, path);
        }
    }

    [Fact]
    public async Task Restore_RunningServer_HasTheStateOfTheOther()
    {
        await using var source = await StartAsync("one");
        await FillAsync(source);
        var file = await source.Client.GetByteArrayAsync("/_emulator/snapshot");
        await using var target = await StartAsync("two");
        using var own = await target.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "own" });
        var index = target.Host.Cluster.State.Current.Index;

        using var restored = await target.Client.PutAsync("/_emulator/snapshot", new ByteArrayContent(file));

        restored.IsSuccessStatusCode.Should().BeTrue(await restored.Content.ReadAsStringAsync());
        target.Host.Cluster.State.Current.Index.Should().BeGreaterThan(index).And.BeGreaterThan(source.Host.Cluster.State.Current.Index);
        var (there, here) = (await ReadAllAsync(source), await ReadAllAsync(target));
        here.ToDictionary(static read => read.Key, static read => read.Value.Body).Should().Equal(there.ToDictionary(static read => read.Key, static read => read.Value.Body));
        target.Host.Cluster.TrustDomain.Should().Be(source.Host.Cluster.TrustDomain);
    }

    [Fact]
    public async Task Restore_NoSnapshot_ChangesNothing()
    {
        await using var cluster = await StartAsync("one");
        var before = cluster.Host.Cluster.State.Current;

        using var refused = await cluster.Client.PutAsync("/_emulator/snapshot", new ByteArrayContent(new byte[5000]));

        ((int)refused.StatusCode).Should().Be(400);
        cluster.Host.Cluster.State.Current.Should().BeSameAs(before);
    }

    [Fact]
    public async Task Restore_EmptyFolder_StartsWithIt()
    {
        Dictionary<string, (string Body, ulong Index)> before;
        var file = _folder["snapshot.db"];
        await using (var source = await StartAsync("one"))
        {
            await FillAsync(source);
            before = await ReadAllAsync(source);
            await File.WriteAllBytesAsync(file, await source.Client.GetByteArrayAsync("/_emulator/snapshot"));
        }

        new DataFolder(_folder["two"]).Restore(file);
        var again = () => new DataFolder(_folder["two"]).Restore(file);
        again.Should().Throw<DataFolderException>().WithMessage("*holds state already*");
        await using var target = await StartAsync("two");

        (await ReadAllAsync(target))["/v1/kv/?recurse"].Body.Should().Be(before["/v1/kv/?recurse"].Body);
    }

    [Fact]
    public async Task Save_AccessIsControlled_AsksForTheRightToWriteIt()
    {
        await using var cluster = await ConsulCluster.StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new() { Enabled = true, DefaultPolicy = Core.Acl.AclDefaultPolicy.Deny, InitialManagementToken = "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10" } },
        });

        using var refused = await cluster.Client.GetAsync("/_emulator/snapshot");
        cluster.Client.DefaultRequestHeaders.Add("X-Consul-Token", "8c0de0c1-3a67-4b0c-9e7f-0b7a5b1f6a10");
        using var granted = await cluster.Client.GetAsync("/_emulator/snapshot");

        ((int)refused.StatusCode).Should().Be(403);
        granted.IsSuccessStatusCode.Should().BeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> RowsOf(ClusterSnapshot snapshot)
    {
        var rows = new List<RowChange>();
        foreach (var table in StateTables.All)
        {
            table.Follow().Advance(snapshot, rows);
        }

        return [.. rows.Select(static row => $"{row.Table} {row.Key} {System.Text.Encoding.UTF8.GetString(row.Value!)}").Order(StringComparer.Ordinal)];
    }

    private static async Task FillAsync(ConsulCluster cluster)
    {
        await SendAsync(cluster, HttpMethod.Post, "/v1/peering/token", """{"PeerName":"beta","Meta":{"b":"2","A":"1"}}""");
        await SendAsync(cluster, HttpMethod.Put, "/v1/config", """{"Kind":"service-defaults","Name":"web","Protocol":"http","Meta":{"k":"ü"}}""");
        await SendAsync(cluster, HttpMethod.Put, "/v1/config", """{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"beta"}]}]}""");
        await SendAsync(cluster, HttpMethod.Put, "/v1/catalog/register", """
            {"Node":"far","Address":"10.0.0.1","NodeMeta":{"z":"1","a":"2"},"TaggedAddresses":{"lan":"10.0.0.1"},
             "Service":{"ID":"web-1","Service":"web","Port":80,"Tags":["b","a"],"Meta":{"v":"1"},"TaggedAddresses":{"lan":{"Address":"10.0.0.1","Port":80}},"Weights":{"Passing":3,"Warning":2}},
             "Check":{"Node":"far","CheckID":"c","Name":"C","Status":"passing","ServiceID":"web-1","Definition":{"HTTP":"http://x","Header":{"h":["1","2"]},"Interval":"10s"}}}
            """);
        await SendAsync(cluster, HttpMethod.Put, "/v1/agent/service/register", """{"Name":"local","Port":1,"Check":{"TTL":"1h"},"Proxy":null}""");
        await SendAsync(cluster, HttpMethod.Put, "/v1/kv/a/b", "bytes \u0001\u00ff");
        await SendAsync(cluster, HttpMethod.Put, "/v1/kv/a/gone", "x");
        await SendAsync(cluster, HttpMethod.Delete, "/v1/kv/a/gone", "");
        var session = JsonDocument.Parse(await SendAsync(cluster, HttpMethod.Put, "/v1/session/create", """{"Name":"s","TTL":"60s","LockDelay":"1s"}""")).RootElement.GetProperty("ID").GetString();
        await SendAsync(cluster, HttpMethod.Put, $"/v1/kv/lock?acquire={session}", "held");
    }

    private static async Task<string> SendAsync(ConsulCluster cluster, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body) };
        using var answer = await cluster.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue("{0}: {1}", path, text);
        return text;
    }

    private static async Task<Dictionary<string, (string Body, ulong Index)>> ReadAllAsync(ConsulCluster cluster)
    {
        var read = new Dictionary<string, (string Body, ulong Index)>();
        foreach (var path in Reads)
        {
            using var answer = await cluster.Client.GetAsync(path);
            read[path] = (await answer.Content.ReadAsStringAsync(), answer.Headers.TryGetValues("X-Consul-Index", out var values) ? ulong.Parse(values.Single(), provider: null) : 0);
        }

        return read;
    }

    /// <summary>The same node, whatever its folder. Its own service shows the ports, which differ: it is not among what is compared.</summary>
    private Task<ConsulCluster> StartAsync(string name) => ConsulCluster.StartAsync(options => options with
    {
        Ports = options.Ports with { Server = -1 },
        Cluster = options.Cluster with { DataDirectory = _folder[name], NodeId = "aaaaaaaa-1111-2222-3333-444444444444", NodeName = "n" },
    });
}
