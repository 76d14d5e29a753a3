using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class AgentServicesEndpointsTests : CatalogClusterTest
{
    [Theory]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Address":"0.0.0.0"}""", "Invalid service address")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Weights":{"Passing":0}}""", "Invalid Weights: Passing must be greater than 0")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Meta":{"a b":"c"}}""", "Invalid Service Meta: Couldn't load metadata pair ('a b', 'c'): Key contains invalid characters")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Check":{"Name":"c"}}""", "Invalid check: TTL must be > 0 for TTL checks")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Checks":[{"HTTP":"http://x"}]}""", "Invalid check: Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Check":{"TTL":"1s","Interval":"1s"}}""", "Invalid check: Interval and TTL cannot both be specified")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Check":{"TTL":"1s","Status":"great"}}""", "Status for checks must 'passing', 'warning', 'critical'")]
    [InlineData("/v1/agent/service/register", """{"Name":"a","Check":{"TTL":"soon"}}""", "Request decode failed: time: invalid duration \"soon\"")]
    [InlineData("/v1/agent/check/register", "{}", "Missing check name")]
    [InlineData("/v1/agent/check/register", """{"Name":"a","TTL":"1s","Status":"great"}""", "Bad check status")]
    [InlineData("/v1/agent/check/register", """{"Name":"a"}""", "Invalid check: TTL must be > 0 for TTL checks")]
    [InlineData("/v1/agent/check/update/a", """{"Status":"great"}""", "Invalid check status: 'great'")]
    [InlineData("/v1/agent/maintenance", "", "Missing value for enable")]
    [InlineData("/v1/agent/maintenance?enable=perhaps", "", "Invalid value for enable: \"perhaps\"")]
    [InlineData("/v1/agent/service/maintenance/?enable=true", "", "Missing service ID")]
    public async Task Put_WithAFault_IsRefused(string path, string body, string text)
    {
        var cluster = await StartAsync();

        (await PutAsync(cluster, path, body)).Should().Be((400, text));
    }

    [Fact]
    public async Task CheckRegister_ForAnUnknownService_IsNotFound()
    {
        var cluster = await StartAsync();

        (await PutAsync(cluster, "/v1/agent/check/register", new { Name = "a", TTL = "1s", ServiceID = "none" })).Should().Be((404, "ServiceID \"none\" does not exist"));
    }

    [Theory]
    [InlineData("pass", 200, "passing")]
    [InlineData("warn", 429, "warning")]
    [InlineData("fail", 503, "critical")]
    public async Task Health_AfterAReport_SaysSoByItsStatus(string report, int status, string reason)
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "api", Check = new { TTL = "30s" } });

        (await PutAsync(cluster, $"/v1/agent/check/{report}/service:api?note=so")).Should().Be((200, ""));

        (await GetAsync(cluster, "/v1/agent/health/service/id/api?format=text")).Should().Be((status, reason));
        (await GetAsync(cluster, "/v1/agent/health/service/name/api?format=text")).Should().Be((status, reason));
        (await ReadAsync(cluster, "/v1/agent/checks")).GetProperty("service:api").GetProperty("Output").GetString().Should().Be("so");
    }

    [Fact]
    public async Task Health_OfNobody_IsNotFound()
    {
        var cluster = await StartAsync();

        (await GetAsync(cluster, "/v1/agent/health/service/id/none")).Should().Be((404, """{"AggregatedStatus":"critical","Service":null,"Checks":null}"""));
        (await GetAsync(cluster, "/v1/agent/health/service/name/none")).Should().Be((404, "[]"));
    }

    [Fact]
    public async Task Ttl_RunOut_TurnsTheServiceCriticalInTheCatalog()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "api", Check = new { TTL = "30s", Status = "passing" } });
        (await ReadAsync(cluster, "/v1/health/service/api?passing")).GetArrayLength().Should().Be(1);

        clock.Advance(TimeSpan.FromSeconds(31));

        (await ReadAsync(cluster, "/v1/health/service/api?passing")).GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Service_WaitedForByHash_ComesWhenItIsAnother()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "api", Port = 1 });
        var hash = (await ReadAsync(cluster, "/v1/agent/service/api")).GetProperty("ContentHash").GetString();
        var waiting = ReadAsync(cluster, $"/v1/agent/service/api?hash={hash}&wait=10m");

        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "api", Port = 2 });

        (await waiting.WaitAsync(Deadline)).GetProperty("Port").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Services_Filtered_HoldWhatTheFilterAccepts()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "api", Port = 1 });
        await PutAsync(cluster, "/v1/agent/service/register", new { Name = "web", Port = 2 });

        (await ReadAsync(cluster, "/v1/agent/services?filter=Port==2")).EnumerateObject().Select(static member => member.Name).Should().Equal("web");
    }
}
