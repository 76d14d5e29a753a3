using System.Text.Json;

namespace PeeringServer.Tests.Http;

public sealed class CatalogEndpointsTests : CatalogClusterTest
{
    private static readonly object Web = new
    {
        Node = "ext",
        Address = "10.0.0.9",
        NodeMeta = new { env = "test" },
        Service = new { ID = "web-1", Service = "web", Port = 80, Tags = new[] { "v1" } },
        Check = new { Name = "up", Status = "passing", ServiceID = "web-1" },
    };

    [Fact]
    public async Task Nodes_AtStart_AreTheServerAlone()
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.GetAsync("/v1/catalog/nodes?index=0");

        answer.Headers.GetValues("X-Consul-Knownleader").Should().Equal("true");
        ulong.Parse(answer.Headers.GetValues("X-Consul-Index").Single()).Should().BeGreaterThanOrEqualTo(2);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray().Should().ContainSingle()
            .Which.GetProperty("Node").GetString().Should().Be(cluster.Options.Cluster.NodeName);
    }

    [Fact]
    public async Task Passing_Instances_ComeInTheOrderOfARealAgent()
    {
        var cluster = await StartAsync();
        foreach (var (node, status) in new[] { ("f1", "critical"), ("f2", "passing"), ("f3", "passing"), ("f4", "warning"), ("f5", "passing") })
        {
            await RegisterAsync(cluster, new { Node = node, Address = "10.0.0.1", Service = new { Service = "web" }, Check = new { Name = "up", Status = status, ServiceID = "web" } });
        }

        var nodes = (await ReadAsync(cluster, "/v1/health/service/web?passing")).EnumerateArray().Select(static instance => instance.GetProperty("Node").GetProperty("Node").GetString());

        // f5 comes into the place of f1, and nothing into that of f4, which is the last by then.
        nodes.Should().Equal("f5", "f2", "f3");
    }

    [Theory]
    [InlineData("/v1/catalog/nodes?node-meta=env:test", 1)]
    [InlineData("/v1/catalog/nodes?node-meta=env:prod", 0)]
    [InlineData("/v1/catalog/nodes?filter=Meta.env==test", 1)]
    [InlineData("/v1/catalog/nodes?near=_agent", 2)]
    [InlineData("/v1/catalog/service/web?tag=V1", 1)]
    [InlineData("/v1/catalog/service/web?tag=v1&tag=v2", 0)]
    [InlineData("/v1/catalog/service/WEB", 1)]
    [InlineData("/v1/catalog/service/web?node-meta=env:prod", 0)]
    [InlineData("/v1/catalog/service/web?filter=ServicePort==80", 1)]
    [InlineData("/v1/catalog/service/web?peer=nobody", 0)]
    [InlineData("/v1/catalog/connect/web", 0)]
    public async Task Lists_WithParameters_HoldWhatTheyAskFor(string path, int count)
    {
        var cluster = await StartAsync();
        await RegisterAsync(cluster, Web);

        (await ReadAsync(cluster, path)).GetArrayLength().Should().Be(count);
    }

    [Fact]
    public async Task Connect_OfAService_HoldsItsProxiesAndNativeInstances()
    {
        var cluster = await StartAsync();
        await RegisterAsync(cluster, new { Node = "ext", Address = "10.0.0.9", Service = new { Kind = "connect-proxy", Service = "web-proxy", Port = 1, Proxy = new { DestinationServiceName = "web", Config = new { a = 1 } } } });
        await RegisterAsync(cluster, new { Node = "ext", Address = "10.0.0.9", Service = new { Service = "web", Port = 2, Connect = new { Native = true } } });

        var found = await ReadAsync(cluster, "/v1/health/connect/web");

        found.EnumerateArray().Select(static item => item.GetProperty("Service").GetProperty("Service").GetString()).Should().BeEquivalentTo("web", "web-proxy");
        found.EnumerateArray().Last().GetProperty("Service").GetProperty("Proxy").GetProperty("Config").GetProperty("a").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","PeerName":"a"}""", 500, "cannot register requests with PeerName in them")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","ID":"x"}""", 500, "Bad node ID: uuid string is wrong length")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Service":{"Service":"a","Address":"0.0.0.0"}}""", 500, "Invalid service address")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Check":{"Name":"c","ServiceID":"none"}}""", 500, "Unknown service ID 'none' for check ID 'c'")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Check":{"Name":"c","Node":"other"}}""", 500, "Node 'other' for check 'c' doesn't match register request node 'ext'")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Service":{"Service":"a","Kind":"connect-proxy","Port":1}}""", 500, "1 error occurred:\n\t* Proxy.DestinationServiceName must be non-empty for Connect proxy services\n\n")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Service":{"Service":"a","Meta":{"consul-x":"y"}}}""", 500, "failed inserting service: Invalid Service Meta for node ext and serviceID a: Couldn't load metadata pair ('consul-x', 'y'): Key prefix 'consul-' is reserved for internal use")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Partition":"p"}""", 400, "Request decode failed: json: unknown field \"Partition\" - Partitions are a Consul Enterprise feature")]
    [InlineData("""{"Node":"ext","Address":"10.0.0.9","Check":{"Name":"c","Definition":{"Interval":"x"}}}""", 400, "Request decode failed: time: invalid duration \"x\"")]
    public async Task Register_WithAFault_IsRefusedAndChangesNothing(string body, int status, string text)
    {
        var cluster = await StartAsync();
        var before = cluster.Host.Cluster.State.Current.Index;

        (await PutAsync(cluster, "/v1/catalog/register", body)).Should().Be((status, text));

        cluster.Host.Cluster.State.Current.Index.Should().Be(before);
    }

    [Theory]
    [InlineData("/v1/catalog/service/", "Missing service name")]
    [InlineData("/v1/catalog/connect/", "Missing service name")]
    [InlineData("/v1/catalog/node/", "Missing node name")]
    [InlineData("/v1/catalog/node-services/", "Missing node name")]
    [InlineData("/v1/health/node/", "Missing node name")]
    [InlineData("/v1/health/checks/", "Missing service name")]
    [InlineData("/v1/health/service/", "Missing service name")]
    [InlineData("/v1/health/state/", "Missing check state")]
    [InlineData("/v1/health/service/web?passing=maybe", "Invalid value for ?passing")]
    [InlineData("/v1/catalog/nodes?index=x", "Invalid index")]
    [InlineData("/v1/catalog/nodes?ns=x", "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature")]
    public async Task Read_WithAFault_IsRefused(string path, string text)
    {
        var cluster = await StartAsync();

        (await GetAsync(cluster, path)).Should().Be((400, text));
    }

    [Theory]
    [InlineData("/v1/catalog/nodes", true)]
    [InlineData("/v1/health/node/x", true)]
    [InlineData("/v1/health/service/x", false)]
    public async Task Read_OfAnotherDatacenter_FindsNoPath(string path, bool tellsOfTheQuery)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.GetAsync($"{path}?dc=dc9");

        ((int)answer.StatusCode).Should().Be(500);
        (await answer.Content.ReadAsStringAsync()).Should().Be("No path to datacenter");
        answer.Headers.Contains("X-Consul-Index").Should().Be(tellsOfTheQuery);
    }

    [Theory]
    [InlineData("", "leader")]
    [InlineData("?stale", "stale")]
    [InlineData("?consistent", "consistent")]
    public async Task Read_WithAConsistency_SaysSo(string query, string consistency)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.GetAsync($"/v1/catalog/services{query}");

        answer.Headers.GetValues("X-Consul-Effective-Consistency").Should().Equal(consistency);
    }

    [Theory]
    [InlineData("/v1/catalog/nodes")]
    [InlineData("/v1/catalog/services")]
    [InlineData("/v1/catalog/service/web")]
    [InlineData("/v1/catalog/node/ext")]
    [InlineData("/v1/health/node/ext")]
    [InlineData("/v1/health/checks/web")]
    [InlineData("/v1/health/state/any")]
    [InlineData("/v1/health/service/web")]
    public async Task Wait_ForAChange_EndsWithIt(string path)
    {
        var cluster = await StartAsync();
        await RegisterAsync(cluster, Web);
        var index = await IndexAsync(cluster, path);
        var waiting = cluster.Client.GetAsync($"{path}?index={index}&wait=10m");

        await RegisterAsync(cluster, new
        {
            Node = "ext",
            Address = "10.0.0.10",
            Service = new { ID = "web-2", Service = "web", Port = 81 },
            Check = new { Name = "up-2", Status = "critical", ServiceID = "web-2" },
        });

        using var answer = await waiting.WaitAsync(Deadline);
        ulong.Parse(answer.Headers.GetValues("X-Consul-Index").Single()).Should().BeGreaterThan(ulong.Parse(index));
    }

    [Fact]
    public async Task Registrations_OfTheGoClientsTests_AreTaken()
    {
        var cluster = await StartAsync();
        foreach (var node in new[] { "foo", "bar", "baz" })
        {
            await RegisterAsync(cluster, $$$"""
                {"ID":"","Node":"{{{node}}}","Address":"127.0.0.3","TaggedAddresses":{"lan":"127.0.0.3","wan":"198.18.0.3"},"NodeMeta":{"env":"production"},"Datacenter":"dc1","Service":null,
                 "Check":{"Node":"{{{node}}}","CheckID":"{{{node}}}:alive","Name":"{{{node}}}-liveness","Status":"passing","Notes":"foo is alive and well","Output":"","ServiceID":"","ServiceName":"","Type":"","ExposedPort":0,
                   "Definition":{"Interval":"0s","Timeout":"0s","DeregisterCriticalServiceAfter":"0s","HTTP":"","Header":null,"Method":"","Body":"","TLSServerName":"","TLSSkipVerify":false,"TCP":"","TCPUseTLS":false,"GRPC":"","GRPCUseTLS":false}},
                 "Checks":null,"SkipNodeUpdate":false,"Locality":{"Region":"us-west-1","Zone":"us-west-1a"}}
                """);
        }

        (await ReadAsync(cluster, "/v1/catalog/nodes")).GetArrayLength().Should().Be(4);
        (await ReadAsync(cluster, "/v1/health/node/foo")).EnumerateArray().Single().GetProperty("CheckID").GetString().Should().Be("foo:alive");
    }
}
