using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Launches;

/// <summary>What the Terraform provider and its tests do to agents. The ports are free ones instead of the usual, by a second file.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed class TerraformLaunchTests(PublishedProgram program)
{
    private const string Secret = "12345678-1234-1234-1234-1234567890ab";
    private const string Fixture = $$"""
        # as in the provider's folder of fixtures
        limits = {
          http_max_conns_per_client = -1
        }

        acl = {
          enabled        = true
          default_policy = "allow"
          down_policy    = "extend-cache"

          tokens = {
            initial_management = "{{Secret}}"
            replication        = "{{Secret}}"
          }
        }

        ports = {
          dns = -1
        }
        """;

    private static readonly TimeSpan ReadyStep = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReadyBudget = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Token_MadeDeletedAndMadeAgain_IsGoneWhenToldSo()
    {
        using var folder = new TemporaryDirectory();
        await using var agent = await StartAsync(folder, await LaunchPorts.WriteAsync(folder));
        await CreateTokenAsync(agent, new { PeerName = "hello-world" });

        (await agent.StatusAsync(HttpMethod.Delete, "/v1/peering/hello-world")).Should().Be(200);
        (await agent.StatusAsync(HttpMethod.Get, "/v1/peering/hello-world")).Should().Be(404);
        await CreateTokenAsync(agent, new { PeerName = "hello-world" });
        (await agent.StatusAsync(HttpMethod.Delete, "/v1/peering/hello-world?dc=dc1")).Should().Be(200);
        await CreateTokenAsync(agent, new { PeerName = "hello-world", ServerExternalAddresses = new[] { "1.2.3.4:8500" } });
        (await agent.StatusAsync(HttpMethod.Delete, "/v1/peering/hello-world?dc=dc1")).Should().Be(200);
        (await agent.StatusAsync(HttpMethod.Get, "/v1/peering/hello-world?dc=dc1")).Should().Be(404);
    }

    [Fact]
    public async Task Peering_OfTwoAgents_ShowsOneStateWhileTheyLookAtIt()
    {
        using var blueFolder = new TemporaryDirectory();
        using var greenFolder = new TemporaryDirectory();
        await using var blue = await StartAsync(blueFolder, await LaunchPorts.WriteAsync(blueFolder));
        await using var green = await StartAsync(greenFolder, await LaunchPorts.WriteAsync(greenFolder));
        (await blue.StatusAsync(HttpMethod.Get, "/v1/peering/hello?dc=dc1")).Should().Be(404);
        var token = await CreateTokenAsync(green, new { PeerName = "hello-world" });

        await blue.GetAsync("/v1/agent/self");
        await blue.SendAsync(HttpMethod.Post, "/v1/peering/establish?dc=dc1", new { PeerName = "test", PeeringToken = token, Meta = new Dictionary<string, string> { ["foo"] = "bar" } });
        var atOnce = await ReadAsync(blue);
        await ScriptPause.WaitAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        var refreshed = await ReadAsync(blue);
        await ScriptPause.WaitAsync(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        var imported = await ReadAsync(blue);

        new[] { atOnce, refreshed, imported }.Select(static peering => (string?)peering["State"]).Distinct().Should().ContainSingle().Which.Should().Be("ESTABLISHING");
        imported["PeerCAPems"]!.AsArray().Should().ContainSingle();
        imported["PeerID"]!.ToString().Should().NotBeEmpty();
        imported["PeerServerName"]!.ToString().Should().NotBeEmpty();
        imported["PeerServerAddresses"]!.AsArray().Should().ContainSingle();
        imported["Meta"]!.ToJsonString().Should().Be("""{"foo":"bar"}""");
        ((JsonObject)imported).ContainsKey("DeletedAt").Should().BeFalse();
        (await blue.GetAsync("/v1/peerings?dc=dc1"))!.AsArray().Should().ContainSingle();

        // The dialer's first, the acceptor's right behind it, while the stream may be closing.
        (await blue.StatusAsync(HttpMethod.Delete, "/v1/peering/test?dc=dc1")).Should().Be(200);
        (await green.StatusAsync(HttpMethod.Delete, "/v1/peering/hello-world?dc=dc1")).Should().Be(200);
    }

    [Fact]
    public async Task Agent_KilledAndStartedAgain_HasItsPortsAtOnce()
    {
        using var folder = new TemporaryDirectory();
        var http = await LaunchPorts.WriteAsync(folder);
        for (var i = 0; i < 3; i++)
        {
            await using var agent = await StartAsync(folder, http);
            await CreateTokenAsync(agent, new { PeerName = "hello-world" });
        }
    }

    private async Task<LaunchedAgent> StartAsync(TemporaryDirectory folder, int http)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "consul.hcl"), Fixture);
        var agent = LaunchedAgent.Start(program.Executable, folder, http, "-dev", "-config-file", "consul.hcl", "-config-file", LaunchPorts.File);
        agent.Client.DefaultRequestHeaders.Add("X-Consul-Token", Secret);
        try
        {
            await agent.UntilAsync("/v1/health/service/consul?passing=1", static entries => entries!.AsArray().Count == 1 && entries[0]!["Node"]!["Meta"]!.AsObject().Count >= 2, ReadyBudget, ReadyStep);
            await agent.UntilAsync("/v1/agent/connect/ca/roots", static roots => roots!["Roots"]!.AsArray().Count > 0, TimeSpan.FromSeconds(7), ReadyStep);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>As every operation of the provider, it asks the agent about itself first.</summary>
    private static async Task<string> CreateTokenAsync(LaunchedAgent agent, object body)
    {
        var self = await agent.GetAsync("/v1/agent/self");
        var answer = await agent.SendAsync(HttpMethod.Post, $"/v1/peering/token?dc={self!["Config"]!["Datacenter"]}", body);
        return (string)answer!["PeeringToken"]!;
    }

    private static async Task<JsonNode> ReadAsync(LaunchedAgent agent) => (await agent.GetAsync("/v1/peering/test?dc=dc1"))!;
}
