using System.Text.Json;
using PeeringServer.Testing;
using PeeringServer.Tests.Acl;

namespace PeeringServer.Tests.Http;

public sealed class UiExportedServicesTests : AclClusterTest
{
    private const string Path = "/v1/internal/ui/exported-services";

    [Fact]
    public async Task ExportedServices_OfAPeer_AreNamedAndNoMore()
    {
        var cluster = await StartExportingAsync("web", "none");

        var (status, body) = await SendAsync(cluster, "GET", Path + "?peer=PEER");

        status.Should().Be(200);
        body.Should().Be($"[{Named("none")},{Named("web")}]");
    }

    [Theory]
    [InlineData("?peer=other", "unknown", 403, "ACL not found")]
    [InlineData("?peer=peer", "unknown", 403, "ACL not found")]
    [InlineData("", "unknown", 403, "ACL not found")]
    [InlineData("", null, 500, "must provide PeerName")]
    [InlineData("?peer=other", null, 200, "[]")]
    [InlineData("?peer=peer", null, 200, "[]")]
    public async Task ExportedServices_ForWhoMayNothing_AreNotThere(string query, string? secret, int status, string body)
    {
        var cluster = await StartExportingAsync("web");

        (await SendAsync(cluster, "GET", Path + query, secret: secret)).Should().Be((status, body));
    }

    [Fact]
    public async Task ExportedServices_ForWhoMayReadSome_LeaveOutTheOthersAndSaySo()
    {
        var cluster = await StartExportingAsync("api", "web");
        var reader = await AddTokenAsync(cluster, "service \"web\" { policy = \"read\" }", "some");
        var writer = await AddTokenAsync(cluster, "mesh = \"write\"", "mesh", new { Policies = new[] { new { Name = "mesh" } } });

        using var some = await SendRawAsync(cluster, "GET", Path + "?peer=peer", secret: reader.GetProperty("SecretID").GetString());
        var (_, all) = await SendAsync(cluster, "GET", Path + "?peer=peer", secret: writer.GetProperty("SecretID").GetString());

        (await some.Content.ReadAsStringAsync()).Should().Be($"[{Named("web")}]");
        some.Headers.GetValues("X-Consul-Results-Filtered-By-ACLs").Should().Equal("true");
        all.Should().Be($"[{Named("api")},{Named("web")}]");
    }

    [Fact]
    public async Task ExportedServices_Waited_WakeOnEveryCause()
    {
        var cluster = await StartExportingAsync("*");

        var (index, blocked) = await BlockAsync(cluster);
        (await SendAsync(cluster, "PUT", "/v1/agent/service/register", new { Name = "fresh" })).Status.Should().Be(200);
        (await blocked.WaitAsync(Deadline)).Body.Should().Be($"[{Named("fresh")}]");

        (index, blocked) = await BlockAsync(cluster, index);
        await ExportAsync(cluster, "named");
        (await blocked.WaitAsync(Deadline)).Body.Should().Be($"[{Named("named")}]");

        (_, blocked) = await BlockAsync(cluster, index);
        await cluster.StopAsync().WaitAsync(Deadline);
        await blocked.WaitAsync(Deadline).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task ExportedServices_OfAPeerThatComesLater_WakeThen()
    {
        var cluster = await StartWithAclAsync();
        await ExportAsync(cluster, "web");
        await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "first" });
        var (_, blocked) = await BlockAsync(cluster);

        await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "peer" });

        (await blocked.WaitAsync(Deadline)).Body.Should().Be($"[{Named("web")}]");
    }

    private static string Named(string name) =>
        $$"""{"Name":"{{name}}","Datacenter":"dc1","Tags":null,"Nodes":null,"ExternalSources":null,"InstanceCount":0,"ChecksPassing":0,"ChecksWarning":0,"ChecksCritical":0,"GatewayConfig":{},"TransparentProxy":false,"ConnectNative":false,"ConnectedWithProxy":false,"ConnectedWithGateway":false}""";

    private static async Task<(ulong Index, Task<(int Status, string Body)> Blocked)> BlockAsync(ConsulCluster cluster, ulong after = 0)
    {
        using var answer = await SendRawAsync(cluster, "GET", Path + "?peer=peer");
        var index = ulong.Parse(answer.Headers.GetValues("X-Consul-Index").Single(), System.Globalization.CultureInfo.InvariantCulture);
        index.Should().BeGreaterThan(after);
        return (index, SendAsync(cluster, "GET", $"{Path}?peer=peer&index={index}&wait=5m"));
    }

    private static async Task ExportAsync(ConsulCluster cluster, params string[] services)
    {
        var entry = new { Kind = "exported-services", Name = "default", Services = services.Select(static name => new { Name = name, Consumers = new[] { new { Peer = "peer" } } }) };
        (await SendAsync(cluster, "PUT", "/v1/config", JsonSerializer.Serialize(entry))).Status.Should().Be(200);
    }

    private async Task<ConsulCluster> StartExportingAsync(params string[] services)
    {
        var cluster = await StartWithAclAsync();
        (await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "peer" })).Status.Should().Be(200);
        await ExportAsync(cluster, services);
        return cluster;
    }
}
