using System.Text.Json;
using PeeringServer.Tests.Acl;

namespace PeeringServer.Tests.Http;

public sealed class CatalogPermissionTests : AclClusterTest
{
    private const string Rules =
        """
        node_prefix "" { policy = "read" }
        service "web" { policy = "write" }
        """;

    [Fact]
    public async Task Lists_ForALimitedToken_LeaveOutTheRestAndSaySo()
    {
        var cluster = await StartWithAclAsync();
        foreach (var name in new[] { "web", "db" })
        {
            (await SendAsync(cluster, "PUT", "/v1/catalog/register", new { Node = "ext", Address = "10.0.0.9", Service = new { Service = name } })).Status.Should().Be(200);
        }

        var secret = (await AddTokenAsync(cluster, Rules)).GetProperty("SecretID").GetString();
        using var answer = await SendRawAsync(cluster, "GET", "/v1/catalog/services", secret: secret);

        (await answer.Content.ReadAsStringAsync()).Should().Be("""{"web":[]}""");
        answer.Headers.GetValues("X-Consul-Results-Filtered-By-Acls").Should().Equal("true");
        (await SendAsync(cluster, "GET", "/v1/health/service/db", secret: secret)).Should().Be((200, "[]"));
        JsonDocument.Parse((await SendAsync(cluster, "GET", "/v1/catalog/node/ext", secret: secret)).Body).RootElement
            .GetProperty("Services").EnumerateObject().Select(static member => member.Name).Should().Equal("web");
    }

    [Fact]
    public async Task Register_ForALimitedToken_NeedsTheServiceAndForANewNodeTheNode()
    {
        var cluster = await StartWithAclAsync();
        var secret = (await AddTokenAsync(cluster, Rules)).GetProperty("SecretID").GetString();
        (await SendAsync(cluster, "PUT", "/v1/catalog/register", new { Node = "ext", Address = "10.0.0.9" })).Status.Should().Be(200);

        (await RegisterAsync("ext", "web")).Should().Be(200);
        (await RegisterAsync("ext", "db")).Should().Be(403);
        (await RegisterAsync("new", "web")).Should().Be(403);

        async Task<int> RegisterAsync(string node, string service) =>
            (await SendAsync(cluster, "PUT", "/v1/catalog/register", new { Node = node, Address = "10.0.0.9", Service = new { Service = service } }, secret)).Status;
    }

    [Fact]
    public async Task AgentService_ForALimitedToken_IsRegisteredByWhoMayWriteIt()
    {
        var cluster = await StartWithAclAsync();
        var secret = (await AddTokenAsync(cluster, Rules)).GetProperty("SecretID").GetString();

        (await SendAsync(cluster, "PUT", "/v1/agent/service/register", new { Name = "web" }, secret)).Status.Should().Be(200);
        (await SendAsync(cluster, "PUT", "/v1/agent/service/register", new { Name = "db" }, secret)).Status.Should().Be(403);
        (await SendAsync(cluster, "PUT", "/v1/agent/service/deregister/web", secret: secret)).Status.Should().Be(200);
    }
}
