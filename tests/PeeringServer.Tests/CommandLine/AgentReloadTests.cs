using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.CommandLine.Agent;
using PeeringServer.CommandLine.Log;
using PeeringServer.Configuration;
using PeeringServer.Tests.Configuration;
using PeeringServer.Tests.Http;

namespace PeeringServer.Tests.CommandLine;

public sealed class AgentReloadTests : CatalogClusterTest
{
    [Fact]
    public async Task Reload_Definitions_RegistersNewOnesAndDropsFormerOnes()
    {
        var text = "services { name = \"a\" } services { name = \"b\" port = 1 }";
        var cluster = await StartAsync(options => options with { Definitions = Load(text).Options.Definitions });
        await PutAsync(cluster, "/v1/agent/service/register", """{"Name":"client"}""");
        using var output = new DetachedWriter(new StringWriter());
        using var log = AgentLog.Start(new LogOptions(), output);
        cluster.Host.Cluster.Lifetime.Reload = new AgentReload(() => Load(text), log, cluster.Host.Cluster, NullLogger.Instance).Run;

        text = "services = [{ name = \"b\" port = 2 }, { name = \"c\" }]";
        (await PutAsync(cluster, "/v1/agent/reload")).Should().Be((200, ""));

        var services = await ReadAsync(cluster, "/v1/agent/services");
        services.EnumerateObject().Select(static member => member.Name).Should().Equal("b", "c", "client");
        services.GetProperty("b").GetProperty("Port").GetInt32().Should().Be(2);
        (await ReadAsync(cluster, "/v1/catalog/service/a")).GetArrayLength().Should().Be(0);

        text = "services = [{ name = \"d\" }, { port = 2 }]";
        (await PutAsync(cluster, "/v1/agent/reload")).Body.Should().Be("Failed to register service \"\": Service name missing");
        (await ReadAsync(cluster, "/v1/agent/services")).EnumerateObject().Select(static member => member.Name).Should().Equal("b", "c", "client");
    }

    private static AgentConfiguration Load(string text) => ConfigLoad.Text(text, dev: true);
}
