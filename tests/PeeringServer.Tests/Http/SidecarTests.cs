namespace PeeringServer.Tests.Http;

public sealed class SidecarTests : CatalogClusterTest
{
    private const string Register = "/v1/agent/service/register";

    [Theory]
    [InlineData("""{"Name":"web","Port":80,"Connect":{"SidecarService":{}}}""")]
    [InlineData("""{"name":"web","port":80,"connect":{"sidecar_service":{}}}""")]
    public async Task Register_WithASidecar_ShowsBoth(string body)
    {
        var cluster = await StartAsync();

        (await PutAsync(cluster, Register, body)).Should().Be((200, ""));

        var services = await ReadAsync(cluster, "/v1/agent/services");
        services.EnumerateObject().Select(static member => member.Name).Should().Equal("web", "web-sidecar-proxy");
        services.GetProperty("web-sidecar-proxy").GetProperty("Proxy").GetProperty("DestinationServiceID").GetString().Should().Be("web");
        (await ReadAsync(cluster, "/v1/health/connect/web")).GetArrayLength().Should().Be(1);

        (await PutAsync(cluster, "/v1/agent/service/deregister/web")).Should().Be((200, ""));
        (await ReadAsync(cluster, "/v1/agent/services")).EnumerateObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"ID":"x"}""", "Validation failed: 1 error occurred:\n\t* A SidecarService cannot specify an ID as this is managed by the agent\n\n")]
    [InlineData("""{"Connect":{"SidecarService":{}}}""", "Validation failed: 1 error occurred:\n\t* A SidecarService cannot have a nested SidecarService\n\n")]
    [InlineData("""{"Check":{"Name":"c"}}""", "Invalid SidecarService: TTL must be > 0 for TTL checks")]
    public async Task Register_WithABadSidecar_IsRefused(string sidecar, string text)
    {
        var cluster = await StartAsync();

        (await PutAsync(cluster, Register, $$$"""{"Name":"web","Connect":{"SidecarService":{{{sidecar}}}}}""")).Should().Be((400, text));
    }

    [Fact]
    public async Task Register_WithoutAPortLeft_IsAnErrorOfTheServer()
    {
        var cluster = await StartAsync(static options => options with { Cluster = options.Cluster with { SidecarMinPort = 1, SidecarMaxPort = 1 } });
        await PutAsync(cluster, Register, """{"Name":"a","Connect":{"SidecarService":{}}}""");

        (await PutAsync(cluster, Register, """{"Name":"b","Connect":{"SidecarService":{}}}""")).Should()
            .Be((500, "no port provided for sidecar_service and none left in the configured range [1, 1]"));
    }
}
