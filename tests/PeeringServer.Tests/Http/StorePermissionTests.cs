using System.Text.Json;
using PeeringServer.Tests.Acl;

namespace PeeringServer.Tests.Http;

/// <summary>What a limited token may do with keys, sessions, config entries and transactions.</summary>
public sealed class StorePermissionTests : AclClusterTest
{
    private const string Rules =
        """
        key_prefix "app/" { policy = "write" }
        key_prefix "app/private/" { policy = "deny" }
        key_prefix "app/private/shown" { policy = "read" }
        key "app/private/shown/not" { policy = "deny" }
        key "exact" { policy = "read" }
        session "n1" { policy = "write" }
        session_prefix "n" { policy = "read" }
        node_prefix "" { policy = "read" }
        service "web" { policy = "write" intentions = "write" }
        service "api" { policy = "read" }
        mesh = "read"
        """;

    [Theory]
    [InlineData("PUT", "app/a", null)]
    [InlineData("PUT", "app", "key:write")]
    [InlineData("GET", "exact", null)]
    [InlineData("GET", "exactly", "key:read")]
    [InlineData("PUT", "exact", "key:write")]
    [InlineData("GET", "app/private/a", "key:read")]
    [InlineData("GET", "app/private/shown/a", null)]
    [InlineData("GET", "app/private/shown/not", "key:read")]
    [InlineData("DELETE", "app/private/shown/a", "key:write")]
    [InlineData("DELETE", "app/public?recurse", null)]
    [InlineData("DELETE", "app/?recurse", "key:write")]
    public async Task Key_ForALimitedToken_GoesByTheRuleThatIsClosest(string method, string path, string? missing)
    {
        var cluster = await StartWithAclAsync();
        var token = await AddTokenAsync(cluster, Rules);

        var (status, body) = await SendAsync(cluster, method, "/v1/kv/" + path, secret: SecretOf(token));

        if (missing is null)
        {
            status.Should().BeOneOf(200, 404);
        }
        else
        {
            (status, body).Should().Be((403, $"Permission denied: token with AccessorID '{token.GetProperty("AccessorID").GetString()}' lacks permission '{missing}' on \"{path.Split('?')[0]}\""));
        }
    }

    [Theory]
    [InlineData("?keys", """["app/a","app/private/shown/a","exact"]""")]
    [InlineData("app/private/?keys", """["app/private/shown/a"]""")]
    [InlineData("?keys&separator=/", """["app/","exact"]""")]
    public async Task Keys_ForALimitedToken_LeaveOutTheRestAndSaySo(string query, string expected)
    {
        var cluster = await StartWithAclAsync();
        await WriteKeysAsync(cluster, "app/a", "app/private/a", "app/private/shown/a", "app/private/shown/not", "exact", "other");
        var secret = SecretOf(await AddTokenAsync(cluster, Rules));

        using var answer = await SendRawAsync(cluster, "GET", "/v1/kv/" + query, secret: secret);

        (await answer.Content.ReadAsStringAsync()).Should().Be(expected);
        answer.Headers.GetValues("X-Consul-Results-Filtered-By-Acls").Should().Equal("true");
        using var stranger = await SendRawAsync(cluster, "GET", "/v1/kv/" + query, secret: null);
        stranger.Headers.Contains("X-Consul-Results-Filtered-By-Acls").Should().BeFalse("who has no token is told nothing");
    }

    [Fact]
    public async Task Transaction_ForALimitedToken_FailsByEachOperationThatIsDenied()
    {
        var cluster = await StartWithAclAsync();
        var secret = SecretOf(await AddTokenAsync(cluster, Rules));

        var (status, body) = await SendAsync(
            cluster,
            "PUT",
            "/v1/txn",
            """[{"KV":{"Verb":"set","Key":"app/a"}},{"KV":{"Verb":"set","Key":"exact"}},{"KV":{"Verb":"check-index","Key":"other","Index":1}},{"KV":{"Verb":"get","Key":"other"}}]""",
            secret);

        status.Should().Be(409);
        JsonDocument.Parse(body).RootElement.GetProperty("Errors").EnumerateArray()
            .Select(static error => (error.GetProperty("OpIndex").GetInt32(), error.GetProperty("What").GetString()!.Split("lacks permission ")[1]))
            .Should().Equal((1, "'key:write' on \"exact\""), (2, "'key:read' on \"other\""));
        (await SendAsync(cluster, "GET", "/v1/kv/app/a")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Transaction_ThatReads_LeavesOutWhatMayNotBeRead()
    {
        var cluster = await StartWithAclAsync();
        await WriteKeysAsync(cluster, "app/a", "other");
        var secret = SecretOf(await AddTokenAsync(cluster, Rules));

        var (status, body) = await SendAsync(cluster, "PUT", "/v1/txn", """[{"KV":{"Verb":"get","Key":"app/a"}},{"KV":{"Verb":"get","Key":"other"}}]""", secret);

        status.Should().Be(200);
        JsonDocument.Parse(body).RootElement.GetProperty("Results").EnumerateArray().Select(static result => result.GetProperty("KV").GetProperty("Key").GetString()).Should().Equal("app/a");
    }

    [Fact]
    public async Task Session_ForALimitedToken_GoesByItsNode()
    {
        var cluster = await StartWithAclAsync();
        var ids = new Dictionary<string, string>();
        foreach (var node in new[] { "n1", "n2", "x1" })
        {
            await SendAsync(cluster, "PUT", "/v1/catalog/register", new { Node = node, Address = "10.0.0.1" });
            // As text: of a body without a length nobody takes notice.
            var made = await SendAsync(cluster, "PUT", "/v1/session/create", $$"""{"Node":"{{node}}","Checks":[]}""");
            ids[node] = JsonDocument.Parse(made.Body).RootElement.GetProperty("ID").GetString()!;
        }

        var secret = SecretOf(await AddTokenAsync(cluster, Rules));
        var list = JsonDocument.Parse((await SendAsync(cluster, "GET", "/v1/session/list", secret: secret)).Body).RootElement;
        list.EnumerateArray().Select(static session => session.GetProperty("Node").GetString()).Should().BeEquivalentTo("n1", "n2");
        (await SendAsync(cluster, "GET", $"/v1/session/info/{ids["x1"]}", secret: secret)).Should().Be((200, "[]"));
        (await SendAsync(cluster, "PUT", $"/v1/session/renew/{ids["n1"]}", secret: secret)).Status.Should().Be(200);
        (await SendAsync(cluster, "PUT", $"/v1/session/renew/{ids["n2"]}", secret: secret)).Body.Should().EndWith("lacks permission 'session:write' on \"n2\"");
        (await SendAsync(cluster, "PUT", $"/v1/session/destroy/{ids["n2"]}", secret: secret)).Status.Should().Be(403);
        (await SendAsync(cluster, "PUT", "/v1/session/create", """{"Node":"x1"}""", secret)).Body.Should().EndWith("lacks permission 'session:write' on \"x1\"");
        (await SendAsync(cluster, "PUT", $"/v1/session/destroy/{ids["n1"]}", secret: secret)).Should().Be((200, "true"));
    }

    [Theory]
    [InlineData("""{"Kind":"service-defaults","Name":"web"}""", null)]
    [InlineData("""{"Kind":"service-defaults","Name":"api"}""", "'service:write' on \"api\"")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Service":"api"}}""", null)]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Redirect":{"Service":"db"}}""", "'service:read' on \"db\"")]
    [InlineData("""{"Kind":"service-resolver","Name":"web","Failover":{"*":{"Targets":[{"Service":"db"}]}}}""", "'service:read' on \"db\"")]
    [InlineData("""{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":50},{"Weight":50,"Service":"db"}]}""", "'service:read' on \"db\"")]
    [InlineData("""{"Kind":"service-router","Name":"web","Routes":[{"Destination":{"Service":"db"}}]}""", "'service:read' on \"db\"")]
    [InlineData("""{"Kind":"service-intentions","Name":"web","Sources":[{"Name":"api","Action":"allow"}]}""", null)]
    [InlineData("""{"Kind":"service-intentions","Name":"api","Sources":[{"Name":"web","Action":"allow"}]}""", "'intention:write' on \"api\"")]
    [InlineData("""{"Kind":"mesh"}""", "'mesh:write'")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"global"}""", "'mesh:write'")]
    [InlineData("""{"Kind":"exported-services","Name":"default"}""", "'mesh:write'")]
    [InlineData("""{"Kind":"ingress-gateway","Name":"web"}""", "'mesh:write'")]
    [InlineData("""{"Kind":"api-gateway","Name":"web"}""", "'mesh:write'")]
    public async Task ConfigEntry_ForALimitedToken_IsWrittenByWhoMayWriteItsSubject(string entry, string? missing)
    {
        var cluster = await StartWithAclAsync();
        var secret = SecretOf(await AddTokenAsync(cluster, Rules));

        var (status, body) = await SendAsync(cluster, "PUT", "/v1/config", entry, secret);

        status.Should().Be(missing is null ? 200 : 403, body);
        body.Should().EndWith(missing is null ? "true" : $"lacks permission {missing}");
    }

    [Theory]
    [InlineData("mesh/mesh", null, null)]
    [InlineData("proxy-defaults/global", null, null)]
    [InlineData("exported-services/default", null, "'mesh:read'")]
    [InlineData("service-defaults/web", null, "'service:read' on \"web\"")]
    [InlineData("service-defaults/db", "'service:read' on \"db\"", "'service:read' on \"db\"")]
    [InlineData("service-intentions/web", null, "'intention:read' on \"web\"")]
    [InlineData("service-intentions/db", "'intention:read' on \"db\"", "'intention:read' on \"db\"")]
    [InlineData("api-gateway/db", "'service:read' on \"db\"", "'service:read' on \"db\"")]
    [InlineData("http-route/r", null, "'mesh:read'")]
    [InlineData("jwt-provider/j", null, "'mesh:read'")]
    public async Task ConfigEntry_Read_NeedsWhatItIsAbout(string path, string? missing, string? missingWithout)
    {
        var cluster = await StartWithAclAsync();
        var secret = SecretOf(await AddTokenAsync(cluster, Rules));

        await ReadAsync(secret, missing);
        await ReadAsync(null, missingWithout);

        async Task ReadAsync(string? token, string? lacked)
        {
            var (status, body) = await SendAsync(cluster, "GET", "/v1/config/" + path, secret: token);
            status.Should().Be(lacked is null ? 404 : 403, body);
            body.Should().Contain(lacked is null ? "Config entry not found" : $"lacks permission {lacked}");
        }
    }

    [Fact]
    public async Task ConfigEntries_Listed_LeaveOutTheRestAndSaySo()
    {
        var cluster = await StartWithAclAsync();
        foreach (var name in new[] { "web", "db" })
        {
            (await SendAsync(cluster, "PUT", "/v1/config", new { Kind = "service-defaults", Name = name })).Status.Should().Be(200);
        }

        var secret = SecretOf(await AddTokenAsync(cluster, Rules));
        using var answer = await SendRawAsync(cluster, "GET", "/v1/config/service-defaults", secret: secret);

        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray().Select(static entry => entry.GetProperty("Name").GetString()).Should().Equal("web");
        answer.Headers.GetValues("X-Consul-Results-Filtered-By-Acls").Should().Equal("true");
    }

    [Theory]
    [InlineData("GET", "/v1/kv/?keys")]
    [InlineData("GET", "/v1/kv/a?recurse")]
    [InlineData("GET", "/v1/session/list")]
    [InlineData("PUT", "/v1/session/destroy/aaaaaaaa-2222-3333-4444-555555555555")]
    [InlineData("PUT", "/v1/session/renew/aaaaaaaa-2222-3333-4444-555555555555")]
    [InlineData("GET", "/v1/config/mesh/mesh")]
    [InlineData("GET", "/v1/config/mesh")]
    [InlineData("GET", "/v1/catalog/service/none")]
    [InlineData("GET", "/v1/health/service/none")]
    [InlineData("GET", "/v1/agent/services")]
    [InlineData("GET", "/v1/agent/checks")]
    [InlineData("GET", "/v1/agent/members")]
    [InlineData("PUT", "/v1/agent/service/deregister/none")]
    [InlineData("PUT", "/v1/agent/check/pass/none")]
    [InlineData("PUT", "/v1/txn", """[{"KV":{"Verb":"get","Key":"a"}}]""")]
    public async Task Lists_ForATokenThatDoesNotExist_AreRefusedThoughTheyWouldBeEmpty(string method, string path, string? body = null)
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, method, path, body, "unknown-secret")).Should().Be((403, "ACL not found"));
    }

    private static string SecretOf(JsonElement token) => token.GetProperty("SecretID").GetString()!;

    private static async Task WriteKeysAsync(PeeringServer.Testing.ConsulCluster cluster, params string[] keys)
    {
        foreach (var key in keys)
        {
            (await SendAsync(cluster, "PUT", "/v1/kv/" + key, "value")).Status.Should().Be(200);
        }
    }
}
