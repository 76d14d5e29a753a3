using System.Text.Json;
using System.Text.RegularExpressions;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class AgentEndpointsTests : CatalogClusterTest
{
    [Fact]
    public async Task Self_ForClientsInGo_IsAnObjectOfObjects()
    {
        var cluster = await StartAsync();

        var self = await ReadAsync(cluster, "/v1/agent/self");

        self.EnumerateObject().Should().OnlyContain(static member => member.Value.ValueKind == JsonValueKind.Object);
        self.GetProperty("Config").GetProperty("Datacenter").GetString().Should().Be("dc1");
        self.GetProperty("Config").GetProperty("NodeName").GetString().Should().Be(cluster.Options.Cluster.NodeName);
        Version.Parse(self.GetProperty("Config").GetProperty("Version").GetString()!).Should().BeGreaterThan(new Version(1, 14));
        self.GetProperty("DebugConfig").GetProperty("VersionMetadata").GetString().Should().NotBe("ent");
    }

    [Fact]
    public async Task Self_WithAManagementToken_DoesNotTellIt()
    {
        var cluster = await StartAsync(static options => options with
        {
            Cluster = options.Cluster with { Acl = new() { Enabled = true, InitialManagementToken = "a-long-secret" } },
        });

        (await GetAsync(cluster, "/v1/agent/self")).Body.Should().NotContain("a-long-secret");
    }

    [Fact]
    public async Task Members_AcrossDatacenters_AreNamedAfterThem()
    {
        var cluster = await StartAsync();
        var node = cluster.Options.Cluster.NodeName;

        (await ReadAsync(cluster, "/v1/agent/members"))[0].GetProperty("Name").GetString().Should().Be(node);
        (await ReadAsync(cluster, "/v1/agent/members?wan=1"))[0].GetProperty("Name").GetString().Should().Be($"{node}.dc1");
    }

    [Fact]
    public async Task Members_Filtered_AreThoseThatMatch()
    {
        var cluster = await StartAsync();

        (await ReadAsync(cluster, "/v1/agent/members?filter=Tags.role%20%3D%3D%20consul&segment=_all")).GetArrayLength().Should().Be(1);
        (await ReadAsync(cluster, "/v1/agent/members?filter=Name%20%3D%3D%20nobody")).GetArrayLength().Should().Be(0);
        (await GetAsync(cluster, "/v1/agent/members?filter=Nope%20%3D%3D%20a")).Status.Should().Be(500);
        (await GetAsync(cluster, "/v1/agent/members?segment=alpha")).Should().Be((500, "Network segments are not supported in this version of Consul"));
    }

    [Fact]
    public async Task Metrics_Decoded_HaveTheListsThatClientsRead()
    {
        var cluster = await StartAsync();

        var metrics = await ReadAsync(cluster, "/v1/agent/metrics");

        metrics.GetProperty("Timestamp").GetString().Should().EndWith("+0000 UTC");
        new[] { "Gauges", "Points", "Counters", "Samples" }.Should().OnlyContain(name => metrics.GetProperty(name).ValueKind == JsonValueKind.Array);
    }

    [Theory]
    [InlineData("?format=prometheus", null)]
    [InlineData("", "application/openmetrics-text; version=1.0.0")]
    [InlineData("", "text/html, text/plain;version=0.4.0")]
    public async Task Metrics_ForPrometheus_AreRefusedUnlessSwitchedOn(string query, string? accept)
    {
        var (off, on) = (await StartAsync(), await StartAsync(static options => options with { PrometheusRetentionTime = TimeSpan.FromMinutes(1) }));

        var (refusedStatus, refusedType, refusedText) = await MetricsAsync(off, query, accept);
        var (status, type, text) = await MetricsAsync(on, query, accept);

        (refusedStatus, refusedType, refusedText).Should().Be((415, "text/plain", "Prometheus is not enabled since its retention time is not positive"));
        (status, type).Should().Be((200, "text/plain; version=0.0.4; charset=utf-8"));
        text.Should().Contain("# HELP consul_peering consul_peering\n# TYPE consul_peering gauge\nconsul_peering 0\n");
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().OnlyContain(static line => line.StartsWith("# ", StringComparison.Ordinal) || Regex.IsMatch(line, @"^[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? \d+$"));
    }

    [Fact]
    public async Task Coordinates_AfterSomeSeconds_HoldTheServer()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        (await ReadAsync(cluster, "/v1/coordinate/nodes")).GetArrayLength().Should().Be(0);

        clock.Advance(TimeSpan.FromSeconds(10));

        (await ReadAsync(cluster, "/v1/coordinate/nodes"))[0].GetProperty("Coord").GetProperty("Vec").GetArrayLength().Should().Be(8);
        (await ReadAsync(cluster, $"/v1/coordinate/node/{cluster.Options.Cluster.NodeName}")).GetArrayLength().Should().Be(1);
        (await GetAsync(cluster, "/v1/coordinate/node/nobody")).Status.Should().Be(404);
    }

    [Fact]
    public async Task OwnService_AfterSomeSeconds_TellsOfTheNode()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);

        clock.Advance(TimeSpan.FromSeconds(4));

        (await ReadAsync(cluster, "/v1/health/service/consul?passing=1")).EnumerateArray().Single()
            .GetProperty("Node").GetProperty("Meta").EnumerateObject().Select(static member => member.Name).Should().Equal("consul-network-segment", "consul-version");
    }

    [Fact]
    public async Task Leave_AskedFor_IsAnsweredAndTellsTheOwner()
    {
        var cluster = await StartAsync();
        cluster.Host.Left.IsCompleted.Should().BeFalse();

        (await PutAsync(cluster, "/v1/agent/leave")).Should().Be((200, ""));

        await cluster.Host.Left.WaitAsync(Deadline);
    }

    [Fact]
    public async Task ForceLeave_OfNobody_IsRefused()
    {
        var cluster = await StartAsync();

        (await PutAsync(cluster, "/v1/agent/force-leave/nobody")).Should().Be((500, "agent: No node found with name 'nobody'"));
    }

    [Fact]
    public async Task Operator_AskedForServers_NamesThisOne()
    {
        var cluster = await StartAsync();

        (await ReadAsync(cluster, "/v1/operator/raft/configuration")).GetProperty("Servers")[0].GetProperty("Leader").GetBoolean().Should().BeTrue();
        (await ReadAsync(cluster, "/v1/operator/autopilot/health")).GetProperty("Healthy").GetBoolean().Should().BeTrue();
    }

    private static async Task<(int Status, string? Type, string Text)> MetricsAsync(ConsulCluster cluster, string query, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/agent/metrics" + query);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync());
    }
}
