using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>What the tests of Consul's .NET client do to an agent. The ports are free ones instead of the usual, by a second file.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed class ConsulDotNetLaunchTests(PublishedProgram program)
{
    private const string Master = "c6402d2b-f081-45ef-a0f2-73a4a812e9b1";
    private const string Configuration = $$"""
        {
          "log_level": "TRACE",
          "bind_addr": "127.0.0.1",
          "server": true,
          "bootstrap": true,
          "acl": { "enabled": true, "default_policy": "allow", "tokens": { "master": "{{Master}}" } },
          "enable_script_checks": true,
          "connect": { "enabled": true, "ca_config": { "cluster_id": "11111111-2222-3333-4444-555555555555" } },
          "encrypt": "d8wu8CSUrqgtjVsvcBPmhQ==",
          "enable_central_service_config": true
        }
        """;

    [Fact]
    public async Task Suite_ReadinessAndPeering_AreAnswered()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "test_config.json"), Configuration);
        var ports = await LaunchPorts.WriteAsync(folder);
        await using var agent = LaunchedAgent.Start(
            program.Executable, folder, ports, "-dev", "-config-file", "test_config.json", "-config-file", LaunchPorts.File, "-log-file", "consul.log");
        agent.Client.DefaultRequestHeaders.Add("X-Consul-Token", Master);
        agent.Client.DefaultRequestHeaders.Add("Keep-Alive", "true");
        agent.Client.DefaultRequestHeaders.Add("Accept", "application/json");

        var peers = await agent.UntilAsync("/v1/status/peers", static peers => peers!.AsArray().Count == 1, TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(100));
        agent.Started.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        ((string?)await agent.GetAsync("/v1/status/leader")).Should().Be((string?)peers![0]);
        var session = (string)(await SendAsync(agent, "/v1/session/create", "{}"))!["ID"]!;
        ((bool)(await SendAsync(agent, $"/v1/session/destroy/{session}", "null"))!).Should().BeTrue();
        Version.Parse((string)(await agent.GetAsync("/v1/agent/self"))!["Config"]!["Version"]!).Should().BeGreaterThanOrEqualTo(new Version(1, 14, 0));
        (await agent.GetAsync("/v1/agent/metrics"))!["Timestamp"]!.ToString().Should().NotBeEmpty();
        await agent.UntilAsync("/v1/coordinate/nodes", static nodes => nodes!.AsArray().Count > 0, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));

        (await agent.TokenAsync("cluster-02")).Should().NotBeEmpty();
        await agent.TokenAsync("cluster-03");
        var read = await agent.GetAsync("/v1/peering/cluster-03");
        (read!["ID"], read["Remote"] as JsonObject, read["StreamStatus"] as JsonObject).Should().Match<(JsonNode?, JsonObject?, JsonObject?)>(
            static parts => parts.Item1 != null && parts.Item2 != null && parts.Item3 != null);
        (await agent.StatusAsync(HttpMethod.Get, "/v1/peering/cluster-05")).Should().Be(404);
        await agent.TokenAsync("cluster-03");
        (await agent.StatusAsync(HttpMethod.Delete, "/v1/peering/cluster-03")).Should().Be(200);
        (await GoneAsync(agent, "cluster-03")).Should().Be(HttpStatusCode.NotFound);
        (await agent.GetAsync("/v1/peerings"))![0]!["Name"]!.ToString().Should().Be("cluster-02");
        File.Exists(Path.Combine(folder.Path, "consul.log")).Should().BeTrue();
    }

    /// <summary>This client sends bodies without a content type.</summary>
    private static async Task<JsonNode?> SendAsync(LaunchedAgent agent, string path, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var answer = await agent.Client.PutAsync(new Uri(path, UriKind.Relative), content);
        answer.IsSuccessStatusCode.Should().BeTrue();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Reads again and again, each time from the index that it was answered with.</summary>
    private static async Task<HttpStatusCode> GoneAsync(LaunchedAgent agent, string name)
    {
        var clock = Stopwatch.StartNew();
        for (var index = 0UL; ;)
        {
            using var answer = await agent.Client.GetAsync(new Uri(index == 0 ? $"/v1/peering/{name}" : $"/v1/peering/{name}?index={index}", UriKind.Relative));
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return answer.StatusCode;
            }

            clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
            index = ulong.Parse(answer.Headers.GetValues("X-Consul-Index").Single(), CultureInfo.InvariantCulture);
        }
    }
}
