using System.Net;
using System.Text;
using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class SessionEndpointsTests : ClusterTest
{
    [Theory]
    [InlineData("""{"LockDelay":5}""", 5_000_000_000)]
    [InlineData("""{"LockDelay":"1m"}""", 60_000_000_000)]
    [InlineData("""{"LockDelay":20000000000}""", 20_000_000_000)]
    [InlineData("""{"LockDelay":"0s"}""", 0)]
    [InlineData("""{"lockdelay":null}""", 15_000_000_000)]
    public async Task LockDelay_InWhateverForm_IsShownInNanoseconds(string body, long expected)
    {
        var cluster = await StartAsync();

        var session = await InfoAsync(cluster, await CreateAsync(cluster, body));

        session.GetProperty("LockDelay").GetInt64().Should().Be(expected);
    }

    [Theory]
    [InlineData("{}", """["serfHealth"]""")]
    [InlineData("""{"Checks":[]}""", "[]")]
    [InlineData("""{"NodeChecks":[]}""", "[]")]
    [InlineData("""{"NodeChecks":null}""", "null")]
    [InlineData("""{"Checks":null}""", "[]")]
    public async Task Checks_UnderBothNames_AreSettled(string body, string nodeChecks)
    {
        var cluster = await StartAsync();

        var session = await InfoAsync(cluster, await CreateAsync(cluster, body));

        session.GetProperty("NodeChecks").GetRawText().Should().Be(nodeChecks);
        session.TryGetProperty("Checks", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"Nope":1}""", HttpStatusCode.BadRequest, "Request decode failed: json: unknown field \"Nope\"")]
    [InlineData("""{"Namespace":"x"}""", HttpStatusCode.BadRequest, "Request decode failed: json: unknown field \"Namespace\" - Namespaces are a Consul Enterprise feature")]
    [InlineData("""{"LockDelay":"soon"}""", HttpStatusCode.BadRequest, "Request decode failed: time: invalid duration \"soon\"")]
    [InlineData("""{"Node":""}""", HttpStatusCode.InternalServerError, "Must provide Node")]
    [InlineData("""{"Behavior":"burn"}""", HttpStatusCode.InternalServerError, "Invalid Behavior setting 'burn'")]
    [InlineData("""{"NodeChecks":["disk"]}""", HttpStatusCode.InternalServerError, "apply failed: Missing check 'disk' registration")]
    public async Task Create_OfWhatCannotBe_IsRefused(string body, HttpStatusCode status, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.PutAsync("/v1/session/create", new StringContent(body, Encoding.UTF8));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Theory]
    [InlineData("PUT", "/v1/session/destroy/", "Missing session")]
    [InlineData("PUT", "/v1/session/renew/", "Missing session")]
    [InlineData("GET", "/v1/session/info/", "Missing session")]
    [InlineData("GET", "/v1/session/node/", "Missing node name")]
    public async Task Path_WithoutItsLastPart_IsRefused(string method, string path, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Fact]
    public async Task Session_NotRenewed_EndsAndWakesWhoWaitsForIt()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        var before = clock.PendingTimers;
        var id = await CreateAsync(cluster, """{"TTL":"10s"}""");
        await cluster.Client.PutAsync($"/v1/kv/lock?acquire={id}", null);
        var index = (await cluster.Client.GetAsync($"/v1/session/info/{id}")).Headers.GetValues("X-Consul-Index").Single();
        var query = cluster.Client.GetStringAsync($"/v1/session/info/{id}?index={index}&wait=5m");
        await clock.WhenTimersPendingAsync(before + 2).WaitAsync(Deadline);

        clock.Advance(TimeSpan.FromSeconds(20));

        (await query.WaitAsync(Deadline)).Should().Be("[]");
        (await cluster.Client.GetStringAsync("/v1/kv/lock")).Should().NotContain(id).And.Contain("\"LockIndex\":1");
    }

    [Fact]
    public async Task Session_OfANodeWhoseCheckFails_EndsAtOnce()
    {
        var cluster = await StartAsync();
        await RegisterAsync(cluster, "passing");
        var id = await CreateAsync(cluster, """{"Node":"ext","NodeChecks":["disk"]}""");
        (await cluster.Client.GetStringAsync("/v1/session/node/EXT")).Should().Contain(id);

        await RegisterAsync(cluster, "critical");

        (await cluster.Client.GetStringAsync("/v1/session/list")).Should().Be("[]");
        using var refused = await cluster.Client.PutAsync("/v1/session/create", new StringContent("""{"Node":"ext","NodeChecks":["disk"]}"""));
        (await refused.Content.ReadAsStringAsync()).Should().Be("apply failed: Check 'disk' is in critical state");
    }

    private static async Task RegisterAsync(ConsulCluster cluster, string status)
    {
        using var answer = await cluster.Client.PutAsync(
            "/v1/catalog/register",
            new StringContent($$$"""{"Node":"ext","Address":"10.0.0.9","Check":{"Name":"disk","CheckID":"disk","Status":"{{{status}}}"}}"""));
        (await answer.Content.ReadAsStringAsync()).Should().Be("true");
    }

    private static async Task<string> CreateAsync(ConsulCluster cluster, string body)
    {
        using var answer = await cluster.Client.PutAsync("/v1/session/create", new StringContent(body, Encoding.UTF8));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("ID").GetString()!;
    }

    private static async Task<JsonElement> InfoAsync(ConsulCluster cluster, string id)
    {
        using var json = JsonDocument.Parse(await cluster.Client.GetStringAsync($"/v1/session/info/{id}"));
        return json.RootElement[0].Clone();
    }
}
