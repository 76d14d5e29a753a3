using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>What the tests of Consul's Go client do to a server, call by call and within their times.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed class GoApiLaunchTests(PublishedProgram program)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    [Fact]
    public async Task Server_OfTheTestLibrary_IsReadyInTimeAndEndsOnInterrupt()
    {
        await using var server = await SdkServer.StartAsync(program.Executable);

        await server.WaitForSerfCheckAsync();
        using var blocked = new CancellationTokenSource();
        var query = server.Agent.Client.GetAsync(new Uri("/v1/peerings?index=1000000&wait=5m", UriKind.Relative), blocked.Token);

        (await server.Agent.InterruptAsync()).Should().Be(1, "it is told not to leave on an interrupt");
        await query.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task List_OfServerWithCertificates_EqualsSingleReads()
    {
        await using var server = await SdkServer.StartAsync(program.Executable, static configuration =>
        {
            configuration["ca_file"] = "ca.pem";
            configuration["cert_file"] = "server.pem";
            configuration["key_file"] = "server-key.pem";
        });
        await server.WaitForSerfCheckAsync();
        var agent = server.Agent;
        (await agent.StatusAsync(HttpMethod.Get, "/v1/peering/peer1")).Should().Be(404);
        (await agent.GetAsync("/v1/peerings"))!.AsArray().Should().BeEmpty();

        await agent.TokenAsync("peer1");
        await agent.TokenAsync("peer2");

        var list = (await agent.GetAsync("/v1/peerings"))!.AsArray();
        list.Should().HaveCount(2);
        foreach (var listed in list)
        {
            var single = await agent.GetAsync($"/v1/peering/{listed!["Name"]}");
            JsonNode.DeepEquals(single, listed).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Token_WithExternalAddresses_HasBothLists()
    {
        await using var server = await SdkServer.StartAsync(program.Executable);

        var answer = await server.Agent.SendAsync(HttpMethod.Post, "/v1/peering/token", new { PeerName = "peer1", ServerExternalAddresses = new[] { "32.1.2.3:8502" } });

        var token = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String((string)answer!["PeeringToken"]!)))!;
        token["ServerAddresses"]!.ToJsonString().Should().Be($"[\"127.0.0.1:{server.Ports["grpc_tls"]}\"]");
        token["ManualServerAddresses"]!.ToJsonString().Should().Be("""["32.1.2.3:8502"]""");
    }

    [Fact]
    public async Task Peering_OfTwoServers_IsEstablishingThenActiveThenGone()
    {
        await using var acceptor = await SdkServer.StartAsync(program.Executable);
        await using var dialer = await SdkServer.StartAsync(program.Executable, static configuration => configuration["datacenter"] = "dc2");
        await acceptor.WaitForSerfCheckAsync();
        foreach (var i in Enumerable.Range(1, 11))
        {
            var node = new[] { "foo", "bar", "baz" }[i % 3];
            await dialer.Agent.SendAsync(HttpMethod.Put, "/v1/catalog/register", new
            {
                Datacenter = "dc2",
                Node = node,
                Address = $"198.18.0.{i % 3}",
                Service = new { Kind = "", ID = $"redis{i}", Service = "redis", Tags = new[] { "v1" }, Port = 1230 + i },
                Checks = new[] { new { Node = node, CheckID = $"{node}:redis{i}", Name = "redis", Status = "passing", ServiceID = $"redis{i}" } },
            });
        }

        var meta = new Dictionary<string, string> { ["foo"] = "bar" };
        var token = (string)(await acceptor.Agent.SendAsync(HttpMethod.Post, "/v1/peering/token", new { PeerName = "peer1", Meta = meta }))!["PeeringToken"]!;
        var pending = await acceptor.Agent.GetAsync("/v1/peering/peer1");
        ((string?)pending!["State"], (string?)pending["Meta"]!["foo"]).Should().Be(("PENDING", "bar"));

        await dialer.Agent.SendAsync(HttpMethod.Post, "/v1/peering/establish", new { PeerName = "peer1", PeeringToken = token, Meta = meta });
        var first = await dialer.Agent.GetAsync("/v1/peering/peer1");

        ((string?)first!["State"], (string?)first["Meta"]!["foo"]).Should().Be(("ESTABLISHING", "bar"));
        await dialer.Agent.UntilAsync("/v1/peering/peer1", static peering => (string?)peering!["State"] == "ACTIVE", Budget, Step);
        (await dialer.Agent.GetAsync("/v1/peerings"))![0]!["State"]!.ToString().Should().Be("ACTIVE");
        await acceptor.Agent.UntilAsync("/v1/peering/peer1", static peering => (string?)peering!["State"] == "ACTIVE", Budget, Step);
        (await acceptor.Agent.StatusAsync(HttpMethod.Delete, "/v1/peering/peer1")).Should().Be(200);
        await acceptor.Agent.GoneAsync("peer1", Budget, Step);
    }

    [Fact]
    public async Task Anonymous_UnderDeny_IsRefusedAndTheManagementTokenIsNot()
    {
        static void Guard(JsonObject configuration) => configuration["acl"] = new JsonObject
        {
            ["enabled"] = true,
            ["default_policy"] = "deny",
            ["tokens"] = new JsonObject { ["master"] = "root" },
        };
        await using var acceptor = await SdkServer.StartAsync(program.Executable, Guard);
        await using var dialer = await SdkServer.StartAsync(program.Executable, configuration =>
        {
            Guard(configuration);
            configuration["datacenter"] = "dc2";
        });
        using var anonymous = new HttpClient { BaseAddress = acceptor.Agent.Client.BaseAddress };
        anonymous.DefaultRequestHeaders.Add("X-Consul-Token", "anonymous");
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/v1/peerings"), (HttpMethod.Get, "/v1/peering/peer1"), (HttpMethod.Delete, "/v1/peering/peer1") })
        {
            using var refused = await anonymous.SendAsync(new HttpRequestMessage(method, path));
            (await refused.Content.ReadAsStringAsync()).Should().Contain("Permission denied");
        }

        acceptor.Agent.Client.DefaultRequestHeaders.Add("X-Consul-Token", "root");
        dialer.Agent.Client.DefaultRequestHeaders.Add("X-Consul-Token", "root");
        var token = await acceptor.Agent.TokenAsync("peer1");
        await dialer.Agent.SendAsync(HttpMethod.Post, "/v1/peering/establish", new { PeerName = "peer1", PeeringToken = token });
        (await acceptor.Agent.GetAsync("/v1/peerings"))!.AsArray().Should().HaveCount(1);
        (await acceptor.Agent.StatusAsync(HttpMethod.Delete, "/v1/peering/peer1")).Should().Be(200);
    }
}
