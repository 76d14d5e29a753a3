using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Core.Catalog;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

/// <summary>Services of configuration files and of clients after a restart.</summary>
public sealed class DefinitionsRestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Restart_WithoutAFormerDefinition_KeepsOnlyWhatClientsRegistered()
    {
        await using (var first = await StartAsync(Defined("gone"), Defined("stays")))
        {
            using var answer = await first.Client.PutAsJsonAsync("/v1/agent/service/register", new { Name = "client", Connect = new { SidecarService = new { } } });
            answer.EnsureSuccessStatusCode();
            (await NamesAsync(first)).Should().Equal("client", "client-sidecar-proxy", "gone", "gone-sidecar-proxy", "stays", "stays-sidecar-proxy");
        }

        await using var second = await StartAsync(Defined("stays"), Defined("new"));

        (await NamesAsync(second)).Should().Equal("client", "client-sidecar-proxy", "new", "new-sidecar-proxy", "stays", "stays-sidecar-proxy");
        using var gone = await second.Client.PutAsync("/v1/agent/service/deregister/client", null);
        (await NamesAsync(second)).Should().Equal("new", "new-sidecar-proxy", "stays", "stays-sidecar-proxy");
    }

    public void Dispose() => _folder.Dispose();

    private static AgentServiceRequest Defined(string name)
    {
        var service = new CatalogService { Node = "", Id = name, Name = name };
        return new AgentServiceRequest(service, new([])) { Sidecar = new AgentServiceRequest(new CatalogService { Node = "", Id = "", Name = "" }, new([])) };
    }

    private static async Task<IEnumerable<string>> NamesAsync(ConsulCluster cluster) =>
        (await cluster.Client.GetFromJsonAsync<JsonElement>("/v1/agent/services")).EnumerateObject().Select(static member => member.Name);

    private Task<ConsulCluster> StartAsync(params AgentServiceRequest[] services) => ConsulCluster.StartAsync(options => options with
    {
        Cluster = options.Cluster with { DataDirectory = _folder["data"], NodeId = "aaaaaaaa-1111-2222-3333-444444444444" },
        Definitions = new AgentDefinitions { Services = services },
    });
}
