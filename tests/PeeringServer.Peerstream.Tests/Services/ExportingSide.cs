using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>Writes to an exporter over HTTP what is written to the model of it.</summary>
internal sealed class ExportingSide(ConsulCluster cluster, string peer, PeeredLine line)
{
    public ExportModel Model { get; private set; } = new();

    public async Task RunAsync(ExportStep step)
    {
        switch (step.Kind)
        {
            case ExportStepKind.Register:
                await RegisterAsync(step.Node, step.Number, step.Id, step.Name, 8000 + step.Number);
                break;
            case ExportStepKind.DeregisterInstance:
                await PutAsync("/v1/catalog/deregister", new { step.Node, ServiceID = step.Id });
                Model.Deregister(step.Node, step.Id);
                break;
            case ExportStepKind.DeregisterNode:
                await PutAsync("/v1/catalog/deregister", new { step.Node });
                Model.Deregister(step.Node);
                break;
            case ExportStepKind.CheckInstance when Model.HasInstance(step.Node, step.Id):
                await CheckAsync(step.Node, step.Id, step.Status);
                break;
            case ExportStepKind.CheckNode when Model.HasNode(step.Node):
                await CheckAsync(step.Node, "", step.Status);
                break;
            case ExportStepKind.UncheckNode:
                await PutAsync("/v1/catalog/deregister", new { step.Node, CheckID = "check-" });
                Model.Uncheck(step.Node, "");
                break;
            case ExportStepKind.Export:
                await ExportAsync(step.Exports);
                break;
            case ExportStepKind.ExportNothing:
                (await cluster.Client.DeleteAsync(new Uri("/v1/config/exported-services/default", UriKind.Relative)).InTime()).EnsureSuccessStatusCode();
                Model.Export([]);
                break;
            case ExportStepKind.Cut:
                line.Cut();
                break;
            case ExportStepKind.Mend:
                await line.MendAsync();
                break;
            default:
                // A check of what is not registered.
                break;
        }
    }

    /// <summary>Everything is gone, and the line is good.</summary>
    public async Task ClearAsync()
    {
        foreach (var node in Model.Nodes.ToList())
        {
            await PutAsync("/v1/catalog/deregister", new { Node = node });
        }

        await line.MendAsync();
        Model = new ExportModel();
    }

    /// <summary>Exports one more service and registers it: what comes last goes out last, so that all before it has arrived when it has.</summary>
    public async Task EndWithAsync(string last, int port, IReadOnlyCollection<string> exports)
    {
        await line.MendAsync();
        await ExportAsync([.. exports, last]);
        await RegisterAsync("last", 1, last, last, port);
    }

    private async Task RegisterAsync(string node, int address, string id, string name, int port)
    {
        await PutAsync("/v1/catalog/register", new { Node = node, Address = $"10.0.0.{address}", Service = new { ID = id, Service = name, Port = port } });
        Model.Register(node, address, id, name, port);
    }

    private async Task CheckAsync(string node, string id, string status)
    {
        await PutAsync("/v1/catalog/register", new { Node = node, SkipNodeUpdate = true, Address = "10.0.0.99", Check = new { CheckID = $"check-{id}", Name = "check", ServiceID = id, Status = status } });
        Model.Check(node, id, status);
    }

    private async Task ExportAsync(IReadOnlyCollection<string> names)
    {
        await PutAsync("/v1/config", new
        {
            Kind = "exported-services",
            Name = "default",
            Services = names.Select(name => new { Name = name, Consumers = new[] { new { Peer = peer } } }),
        });
        Model.Export(names);
    }

    private async Task PutAsync(string path, object body)
    {
        using var answer = await cluster.Client.PutAsJsonAsync(path, body, new JsonSerializerOptions()).InTime();
        answer.IsSuccessStatusCode.Should().BeTrue("{0} was answered {1}", JsonSerializer.Serialize(body), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Names that a peering's stream status shows.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(ConsulCluster cluster, string peer, string member)
    {
        var peering = await cluster.Client.GetFromJsonAsync<JsonNode>($"/v1/peering/{peer}").InTime();
        return peering!["StreamStatus"]![member]?.AsArray().Select(static name => (string)name!).ToList() ?? [];
    }
}
