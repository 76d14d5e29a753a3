using System.Net;
using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Acl;

public sealed class AclEndpointTests : AclClusterTest
{
    private const string OneFilter = "can only filter by one of policy, role, serviceName, or methodName at a time";
    private const string Missing = "aaaaaaaa-2222-3333-4444-555555555555";

    /// <summary>What cannot be recorded group by group, or follows from no other: method, path, body, status, text.</summary>
    public static TheoryData<string, string, string?, int, string> Refusals => new()
    {
        { "GET", "/v1/acl/policy/", null, 400, "Missing policy ID" },
        { "GET", "/v1/acl/policy/name/", null, 400, "Missing policy Name" },
        { "GET", "/v1/acl/token/", null, 400, "Missing token AccessorID" },
        { "DELETE", "/v1/acl/token/", null, 400, "Missing token AccessorID" },
        { "GET", $"/v1/acl/policy/{Missing}", null, 404, "Requested policy does not exist: ACL not found" },
        { "GET", $"/v1/acl/token/{Missing}", null, 403, "token does not exist: ACL not found" },
        { "GET", "/v1/acl/token/short", null, 500, "failed acl token lookup: index error: UUID must be 36 characters" },
        { "DELETE", $"/v1/acl/policy/{Missing}", null, 404, "Cannot find policy to delete" },
        { "DELETE", $"/v1/acl/token/{Missing}", null, 404, "Cannot find token to delete" },
        { "PUT", "/v1/acl/policy", "", 400, "Policy decoding failed: EOF" },
        { "PUT", "/v1/acl/policy", """{"ID":"x"}""", 400, "Cannot specify the ID when creating a new policy" },
        { "PUT", "/v1/acl/policy", """{"Nonsense":1}""", 400, "Policy decoding failed: json: unknown field \"Nonsense\"" },
        { "PUT", "/v1/acl/policy", """{"Namespace":"a"}""", 400, "Policy decoding failed: json: unknown field \"Namespace\" - Namespaces are a Consul Enterprise feature" },
        { "PUT", "/v1/acl/policy", """{"Name":7}""", 400, "Policy decoding failed: json: cannot unmarshal number into Go struct field .Name of type string" },
        { "PUT", "/v1/acl/policy", "[]", 400, "Policy decoding failed: json: cannot unmarshal array into Go value of type struct { Hash string; *structs.Alias }" },
        { "PUT", $"/v1/acl/policy/{Missing}", """{"ID":"x"}""", 400, "Policy ID in URL and payload do not match" },
        { "PUT", "/v1/acl/token", """{"ExpirationTTL":"soon"}""", 400, "Token decoding failed: time: invalid duration \"soon\"" },
        { "PUT", "/v1/acl/token", """{"ExpirationTime":"\ud800"}""", 400, "Token decoding failed: parsing time \"\\\\ud800\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\\\\ud800\" as \"2006\"" },
        { "PUT", "/v1/acl/token", """{"ExpirationTime":"2026-13-01T00:00:00Z"}""", 400, "Token decoding failed: parsing time \"2026-13-01T00:00:00Z\": month out of range" },
        { "PUT", "/v1/acl/token", """{"ExpirationTime":"2001-01-01T00:00:00.123456789+23:59"}""", 500, "ExpirationTime cannot be before CreateTime" },
        { "PUT", "/v1/acl/token", """{"ExpirationTime":"0000-01-01T00:00:00Z"}""", 500, "ExpirationTime cannot be before CreateTime" },
        { "PUT", "/v1/acl/token", """{"ExpirationTTL":"1s"}""", 500, "ExpirationTime cannot be less than 1m0s in the future (was 1s)" },
        { "PUT", $"/v1/acl/token/{Missing}", """{"AccessorID":"x"}""", 400, "Token Accessor ID in URL and payload do not match" },
        { "PUT", $"/v1/acl/token/{Missing}", "{}", 500, $"Cannot find token \"{Missing}\"" },
        { "PUT", $"/v1/acl/token/{Missing}/clone", "{}", 403, "token does not exist: ACL not found" },
        { "GET", "/v1/acl/policies?ns=a", null, 400, "Invalid query parameter: \"ns\" - Namespaces are a Consul Enterprise feature" },
        { "GET", "/v1/acl/policies?index=x", null, 400, "Invalid index" },
        { "POST", "/v1/internal/acl/authorize", """[{"Resource":"x","Access":"read"}]""", 400, "Invalid ACL resource requested: \"x\"" },
        { "POST", "/v1/internal/acl/authorize", """[{"Resource":"peering","Access":"list"}]""", 400, "Invalid access level for peering resource: list" },
        { "PUT", $"/v1/acl/token/{Missing}", """{"SecretID":"deny"}""", 403, "Permission denied: Cannot modify root ACL" },
        { "PUT", $"/v1/acl/token/{Missing}", """{"SecretID":"allow"}""", 403, "Permission denied: Cannot modify root ACL" },
        { "PUT", $"/v1/acl/token/{Missing}", """{"SecretID":"manage"}""", 403, "Permission denied: Cannot modify root ACL" },
        { "PUT", "/v1/acl/token/short", """{"SecretID":"manage"}""", 500, "AccessorID is not a valid UUID" },
        { "GET", $"/v1/acl/tokens?policy={Missing}&role={Missing}", null, 500, OneFilter },
        { "GET", "/v1/acl/tokens?servicename=web&authmethod=m", null, 500, OneFilter },
        { "GET", "/v1/acl/tokens?policy=zz&servicename=web", null, 500, OneFilter },
        { "GET", "/v1/acl/tokens?policy=zz", null, 500, "failed acl token lookup: index error: UUID must be 36 characters" },
        { "GET", "/v1/acl/tokens?role=zz", null, 500, "failed acl token lookup: index error: UUID must be 36 characters" },
        { "GET", $"/v1/acl/tokens?role={Missing}", null, 200, "[]" },
        { "POST", "/v1/internal/acl/authorize", "{", 400, "Failed to decode request body: unexpected EOF" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Request_ThatCannotBe_IsRefusedInConsulsWords(string method, string path, string? body, int status, string text)
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, method, path, body)).Should().Be((status, text));
    }

    [Fact]
    public async Task Tokens_ForWhoMayOnlyRead_HideTheirSecrets()
    {
        var cluster = await StartWithAclAsync();
        var reader = await AddTokenAsync(cluster, "acl = \"read\"");
        var secret = reader.GetProperty("SecretID").GetString()!;

        var (_, list) = await SendAsync(cluster, "GET", "/v1/acl/tokens", secret: secret);
        var (_, self) = await SendAsync(cluster, "GET", "/v1/acl/token/self", secret: secret);

        list.Should().NotContainAny(secret, Management);
        JsonDocument.Parse(list).RootElement.EnumerateArray().Select(static token => token.GetProperty("SecretID").GetString()).Should().AllBe("<hidden>").And.HaveCount(3);
        self.Should().Contain(secret);
    }

    [Fact]
    public async Task Token_WithATimeToLive_EndsWhenItIsOver()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartWithAclAsync(clock: clock);
        var token = await AddTokenAsync(cluster, "peering = \"read\"", more: new { Policies = new[] { new { Name = "p" } }, ExpirationTTL = "1h" });
        var secret = token.GetProperty("SecretID").GetString()!;
        token.GetProperty("ExpirationTime").GetDateTimeOffset().Should().Be(token.GetProperty("CreateTime").GetDateTimeOffset().AddHours(1));
        (await SendAsync(cluster, "GET", "/v1/peerings", secret: secret)).Status.Should().Be(200);

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        (await SendAsync(cluster, "GET", "/v1/peerings", secret: secret)).Should().Be((403, "ACL not found"));
        (await SendAsync(cluster, "GET", $"/v1/acl/token/{token.GetProperty("AccessorID").GetString()}")).Should().Be((403, "token does not exist: ACL not found"));
    }

    [Fact]
    public async Task Anonymous_GivenAPolicy_MayWhatItSays()
    {
        var cluster = await StartWithAclAsync();
        (await SendAsync(cluster, "PUT", "/v1/acl/policy", new { Name = "p", Rules = "peering = \"read\"" })).Status.Should().Be(200);

        (await SendAsync(cluster, "PUT", "/v1/acl/token/00000000-0000-0000-0000-000000000002", new { Policies = new[] { new { Name = "p" } } })).Status.Should().Be(200);

        (await SendAsync(cluster, "GET", "/v1/peerings", secret: null)).Status.Should().Be(200);
        (await SendAsync(cluster, "GET", "/v1/peerings", secret: "anonymous")).Status.Should().Be(200);
        (await SendAsync(cluster, "GET", "/v1/peerings", secret: "00000000-0000-0000-0000-000000000002")).Should().Be((403, "ACL not found"));
        (await SendAsync(cluster, "DELETE", "/v1/peering/a", secret: null)).Status.Should().Be(403);
    }

    [Fact]
    public async Task ExpandedToken_ShowsWhatItComesDownTo()
    {
        var cluster = await StartWithAclAsync();
        var token = await AddTokenAsync(cluster, "peering = \"read\"");

        var (_, body) = await SendAsync(cluster, "GET", $"/v1/acl/token/{token.GetProperty("AccessorID").GetString()}?expanded");

        var expanded = JsonDocument.Parse(body).RootElement;
        expanded.EnumerateObject().Select(static member => member.Name).Should().Equal(
            "AccessorID", "SecretID", "Description", "Policies", "Local", "CreateTime", "Hash", "CreateIndex", "ModifyIndex",
            "ExpandedPolicies", "ExpandedRoles", "NamespaceDefaultPolicyIDs", "NamespaceDefaultRoleIDs", "AgentACLDefaultPolicy", "AgentACLDownPolicy", "ResolvedByAgent");
        expanded.GetProperty("ExpandedPolicies")[0].GetProperty("Rules").GetString().Should().Be("peering = \"read\"");
        expanded.GetProperty("AgentACLDefaultPolicy").GetString().Should().Be("deny");
    }

    [Fact]
    public async Task ExpandedToken_WithIdentities_ShowsThePoliciesTheyComeDownTo()
    {
        var cluster = await StartWithAclAsync();
        var token = await AddTokenAsync(cluster, "peering = \"read\"", more: new
        {
            Policies = new[] { new { Name = "p" } },
            ServiceIdentities = new[] { new { ServiceName = "web", Datacenters = new[] { "dc1" } } },
            NodeIdentities = new[] { new { NodeName = "n1", Datacenter = "dc2" } },
        });

        var (_, body) = await SendAsync(cluster, "GET", $"/v1/acl/token/{token.GetProperty("AccessorID").GetString()}?expanded");

        var policies = JsonDocument.Parse(body).RootElement.GetProperty("ExpandedPolicies").EnumerateArray().ToList();
        policies.Select(static policy => policy.GetProperty("Description").GetString()).Should().Equal(
            "", "synthetic policy for service identity \"web\"", "synthetic policy for node identity \"n1\"");
        policies[1].GetProperty("Rules").GetString().Should().Be(
            "\nservice \"web\" {\n\tpolicy = \"write\"\n}\nservice \"web-sidecar-proxy\" {\n\tpolicy = \"write\"\n}\nservice_prefix \"\" {\n\tpolicy = \"read\"\n}\nnode_prefix \"\" {\n\tpolicy = \"read\"\n}");
        policies[2].GetProperty("Rules").GetString().Should().Be("\nnode \"n1\" {\n\tpolicy = \"write\"\n}\nservice_prefix \"\" {\n\tpolicy = \"read\"\n}");
        policies[2].GetProperty("Datacenters").GetRawText().Should().Be("[\"dc2\"]");
        var id = policies[2].GetProperty("ID").GetString()!;
        id.Should().StartWith("0a6e6f646520226e3122207b").And.EndWith("0a7d6c62272e07bb014262b821756295c58d");
        policies[2].GetProperty("Name").GetString().Should().Be($"synthetic-policy-{id}");
    }

    [Theory]
    [InlineData("/v1/acl/policy/", "Cannot find policy to delete")]
    [InlineData("/v1/acl/token/", "Cannot find token to delete")]
    public async Task Deletion_ByACallerNobodyKnows_IsToldAsOfNothing(string route, string text)
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, "DELETE", route + Missing, secret: "unknown")).Should().Be((404, text));
        (await SendAsync(cluster, "DELETE", route + Missing, secret: null)).Status.Should().Be(403);
    }

    [Theory]
    [InlineData("GET", "/v1/acl/policies")]
    [InlineData("GET", "/v1/acl/policy/aaaaaaaa-2222-3333-4444-555555555555")]
    [InlineData("GET", "/v1/acl/policy/name/x")]
    [InlineData("GET", "/v1/acl/tokens")]
    [InlineData("GET", "/v1/acl/token/aaaaaaaa-2222-3333-4444-555555555555")]
    [InlineData("GET", "/v1/acl/token/self")]
    [InlineData("POST", "/v1/internal/acl/authorize", """[{"Resource":"peering","Access":"read"}]""")]
    [InlineData("GET", "/v1/status/leader")]
    [InlineData("GET", "/v1/status/peers")]
    [InlineData("GET", "/v1/connect/ca/roots")]
    [InlineData("GET", "/v1/internal/ui/exported-services")]
    public async Task Request_ForAnotherDatacenter_HasNoWayThere(string method, string path, string? body = null)
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, method, path + "?dc=dc9", body, secret: "unknown")).Should().Be((500, "No path to datacenter"));
        (await SendAsync(cluster, method, path + "?dc=dc1", body)).Body.Should().NotBe("No path to datacenter");
    }

    [Fact]
    public async Task Version_OfTheAgent_IsNoSecret()
    {
        var cluster = await StartWithAclAsync();

        (await SendAsync(cluster, "GET", "/v1/agent/version", secret: "unknown")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Authorize_WithSeveralQuestions_AnswersEach()
    {
        var cluster = await StartWithAclAsync();
        var token = await AddTokenAsync(cluster, "operator = \"read\"\nservice_prefix \"web\" { policy = \"write\" }");

        var answer = await SendAsync(
            cluster,
            "POST",
            "/v1/internal/acl/authorize",
            """[{"Resource":"peering","Access":"read"},{"Resource":"peering","Access":"WRITE"},{"Resource":"operator","Access":"read"},{"Resource":"service","Segment":"web-1","Access":"write"}]""",
            token.GetProperty("SecretID").GetString());

        answer.Should().Be((
            200,
            """[{"Resource":"peering","Access":"read","Allow":true},{"Resource":"peering","Access":"WRITE","Allow":false},{"Resource":"operator","Access":"read","Allow":true},{"Resource":"service","Segment":"web-1","Access":"write","Allow":true}]"""));
    }

    [Fact]
    public async Task BlockedQuery_WhosePolicyIsTakenAway_IsRefusedWhenItWakes()
    {
        var clock = new VirtualTimeProvider();
        var cluster = await StartWithAclAsync(clock: clock);
        await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "a" });
        var token = await AddTokenAsync(cluster, "peering = \"read\"");
        var secret = token.GetProperty("SecretID").GetString()!;
        using var first = await SendRawAsync(cluster, "GET", "/v1/peerings", secret: secret);
        var pending = clock.PendingTimers;
        var blocked = SendAsync(cluster, "GET", $"/v1/peerings?index={first.Headers.GetValues("X-Consul-Index").Single()}&wait=5m", secret: secret);
        await clock.WhenTimersPendingAsync(pending + 1).WaitAsync(Deadline);

        (await SendAsync(cluster, "DELETE", $"/v1/acl/policy/{token.GetProperty("Policies")[0].GetProperty("ID").GetString()}")).Should().Be((200, "true"));
        await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "secret-peering" });

        (await blocked.WaitAsync(Deadline)).Should().Be((403, $"Permission denied: token with AccessorID '{token.GetProperty("AccessorID").GetString()}' lacks permission 'peering:read'"));
    }

    [Fact]
    public async Task BlockedQuery_ForPolicies_WakesOnAChange()
    {
        var cluster = await StartWithAclAsync();
        using var first = await SendRawAsync(cluster, "GET", "/v1/acl/policies");
        var blocked = SendRawAsync(cluster, "GET", $"/v1/acl/policies?index={first.Headers.GetValues("X-Consul-Index").Single()}");

        await SendAsync(cluster, "PUT", "/v1/acl/policy", new { Name = "new" });

        using var second = await blocked.WaitAsync(Deadline);
        (await second.Content.ReadAsStringAsync()).Should().Contain("\"new\"");
    }

    [Theory]
    [InlineData(true, "allow")]
    [InlineData(false, "deny")]
    public async Task Answers_OfEveryKind_TellTheDefaultPolicy(bool allows, string expected)
    {
        var cluster = await StartWithAclAsync(acl => acl with { DefaultPolicy = allows ? Core.Acl.AclDefaultPolicy.Allow : Core.Acl.AclDefaultPolicy.Deny });

        foreach (var path in new[] { "/v1/peerings", "/v1/peering/none", "/v1/acl/tokens", "/v1/acl/policy/" })
        {
            using var answer = await SendRawAsync(cluster, "GET", path);
            answer.Headers.GetValues("X-Consul-Default-ACL-Policy").Should().Equal(expected);
        }
    }

    [Fact]
    public async Task Requests_WithoutAccessControl_NeedNoTokenAndMindNone()
    {
        var cluster = await StartAsync();

        (await SendAsync(cluster, "GET", "/v1/peerings", secret: "whatever")).Should().Be((200, "[]"));
        using var answer = await SendRawAsync(cluster, "GET", "/v1/acl/token/self");
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
