using System.Net;
using System.Text;
using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class KvEndpointsTests : ClusterTest
{
    [Fact]
    public async Task Value_OfAnyBytes_ComesBackRawAndAsBase64()
    {
        var cluster = await StartAsync();
        byte[] value = [0, 255, 16, 251, 255, 254];
        await PutAsync(cluster, "bin", value);

        (await cluster.Client.GetByteArrayAsync("/v1/kv/bin?raw")).Should().Equal(value);
        (await cluster.Client.GetStringAsync("/v1/kv/bin")).Should().Contain($"\"Value\":\"{Convert.ToBase64String(value)}\"");
    }

    [Fact]
    public async Task Raw_TellsBrowsersToLeaveItAlone()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, "page", "<script>"u8.ToArray());

        using var answer = await cluster.Client.GetAsync("/v1/kv/page?raw");

        answer.Content.Headers.GetValues("Content-Type").Should().Equal("text/plain");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox");
    }

    [Theory]
    [InlineData("cas=0&acquire=x", "Conflicting flags: acquire=x&cas=0\n")]
    [InlineData("release=a%20b&acquire=%2F", "Conflicting flags: acquire=%2F&release=a+b\n")]
    public async Task Put_WithFlagsThatExcludeEachOther_IsRefused(string query, string text) =>
        await RefusedAsync(HttpMethod.Put, $"/v1/kv/a?{query}", HttpStatusCode.BadRequest, text);

    [Theory]
    [InlineData("PUT", "/v1/kv/a?acquire=ghost", HttpStatusCode.InternalServerError, "raft apply failed: invalid session \"ghost\"")]
    [InlineData("PUT", "/v1/kv/a?release=", HttpStatusCode.InternalServerError, "raft apply failed: missing session")]
    [InlineData("PUT", "/v1/kv/a?flags=-1", HttpStatusCode.InternalServerError, "strconv.ParseUint: parsing \"-1\": invalid syntax")]
    [InlineData("PUT", "/v1/kv/a?cas=18446744073709551616", HttpStatusCode.InternalServerError, "strconv.ParseUint: parsing \"18446744073709551616\": value out of range")]
    [InlineData("DELETE", "/v1/kv/a?recurse&cas=1", HttpStatusCode.BadRequest, "Conflicting flags: cas=1&recurse=\n")]
    [InlineData("DELETE", "/v1/kv/", HttpStatusCode.BadRequest, "Missing key name")]
    [InlineData("GET", "/v1/kv/a?index=x", HttpStatusCode.BadRequest, "Invalid index")]
    [InlineData("GET", "/v1/kv/a?ns=x", HttpStatusCode.BadRequest, "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature")]
    [InlineData("GET", "/v1/kv/a?dc=elsewhere", HttpStatusCode.InternalServerError, "No path to datacenter")]
    public Task Request_ThatCannotBe_IsRefused(string method, string path, HttpStatusCode status, string text) => RefusedAsync(new HttpMethod(method), path, status, text);

    [Fact]
    public async Task Put_OfAValueThatIsTooLong_IsRefused()
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.PutAsync("/v1/kv/a", new ByteArrayContent(new byte[(512 * 1024) + 1]));

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().StartWith("Request body(524289 bytes) too large, max size: 524288 bytes.");
    }

    [Fact]
    public async Task DeleteTree_OfEverything_LeavesAnEmptyListOfKeys()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, "a", []);
        await PutAsync(cluster, "b/c", []);

        (await cluster.Client.DeleteAsync("/v1/kv/?recurse")).StatusCode.Should().Be(HttpStatusCode.OK);

        (await cluster.Client.GetStringAsync("/v1/kv/?keys")).Should().Be("[]");
    }

    [Fact]
    public async Task Recurse_Blocked_WakesOnAWriteUnderThePrefix()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartAsync(clock: clock);
        await PutAsync(cluster, "app/a", "1"u8.ToArray());
        var index = (await cluster.Client.GetAsync("/v1/kv/app?recurse")).Headers.GetValues("X-Consul-Index").Single();
        var pending = clock.PendingTimers;
        var query = cluster.Client.GetStringAsync($"/v1/kv/app?recurse&index={index}&wait=5m");
        await clock.WhenTimersPendingAsync(pending + 1).WaitAsync(Deadline);

        await PutAsync(cluster, "other", []);
        query.IsCompleted.Should().BeFalse();
        await PutAsync(cluster, "app/b", "2"u8.ToArray());

        using var entries = JsonDocument.Parse(await query.WaitAsync(Deadline));
        entries.RootElement.EnumerateArray().Select(static entry => entry.GetProperty("Key").GetString()).Should().Equal("app/a", "app/b");
    }

    [Fact]
    public async Task Transaction_ThatWrites_AnswersWhatItWroteWithoutValues()
    {
        var cluster = await StartAsync();

        var answer = await TransactAsync(cluster, """[{"KV":{"Verb":"set","Key":"a","Value":"MQ=="}},{"KV":{"Verb":"get","Key":"a"}}]""");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().MatchRegex("""^\{"Results":\[\{"KV":\{"LockIndex":0,"Key":"a","Flags":0,"Value":null,"CreateIndex":(\d+),"ModifyIndex":\1\}\},\{"KV":\{"LockIndex":0,"Key":"a","Flags":0,"Value":"MQ==","CreateIndex":\1,"ModifyIndex":\1\}\}\],"Errors":null\}$""");
    }

    [Theory]
    [InlineData("""[{"KV":{"Verb":"set","Key":"b"}},{"KV":{"Verb":"get","Key":"none"}}]""", HttpStatusCode.Conflict, """{"Results":null,"Errors":[{"OpIndex":1,"What":"key \"none\" doesn't exist"}]}""")]
    [InlineData("""[{"Node":{"Verb":"set"}}]""", HttpStatusCode.Conflict, """{"Results":null,"Errors":[{"OpIndex":0,"What":"node operations in transactions are not emulated"}]}""")]
    [InlineData("{}", HttpStatusCode.BadRequest, "Failed to parse body: json: cannot unmarshal object into Go value of type api.TxnOps")]
    [InlineData("""[{"KV":{"Nope":1}}]""", HttpStatusCode.BadRequest, "Failed to parse body: json: unknown field \"Nope\"")]
    public async Task Transaction_ThatCannotBe_ChangesNothing(string body, HttpStatusCode status, string text)
    {
        var cluster = await StartAsync();

        (await TransactAsync(cluster, body)).Should().Be((status, text));

        (await cluster.Client.GetStringAsync("/v1/kv/?keys")).Should().Be("[]");
    }

    private async Task RefusedAsync(HttpMethod method, string path, HttpStatusCode status, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.SendAsync(new HttpRequestMessage(method, path));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    private static async Task PutAsync(ConsulCluster cluster, string key, byte[] value) =>
        (await (await cluster.Client.PutAsync($"/v1/kv/{key}", new ByteArrayContent(value))).Content.ReadAsStringAsync()).Should().Be("true");

    private static async Task<(HttpStatusCode Status, string Body)> TransactAsync(ConsulCluster cluster, string body)
    {
        using var answer = await cluster.Client.PutAsync("/v1/txn", new StringContent(body, Encoding.UTF8));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
