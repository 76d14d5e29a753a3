using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PeeringServer.Core.Catalog;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>What changed at the exporter while the line was cut is made up for when it is good again.</summary>
public sealed class LineCutTests
{
    [Theory]
    [InlineData(ExportStepKind.ExportNothing)]
    [InlineData(ExportStepKind.DeregisterInstance)]
    [InlineData(ExportStepKind.DeregisterNode)]
    public async Task Lost_WhileTheLineWasCut_IsLostAtTheImporter(ExportStepKind lost)
    {
        await using var line = await PeeredLine.StartAsync();
        var side = new ExportingSide(line.Acceptor, "to-beta", line);
        await side.RunAsync(new ExportStep(ExportStepKind.Register, "n1", "1", "web", 1));
        await side.RunAsync(new ExportStep(ExportStepKind.Export, "", "", "", 0b0100));
        await HasAsync(line, 1);

        line.Cut();
        await side.RunAsync(new ExportStep(lost, "n1", "1", "web", 0));
        await HasAsync(line, 1);
        await line.MendAsync();

        await HasAsync(line, 0);
        line.Dialer.Host.Cluster.State.Current.Catalog.Of("to-alpha").Nodes.Should().BeEmpty();
    }

    /// <summary>Blocks until the importer shows so many instances.</summary>
    private static async Task HasAsync(PeeredLine line, int count)
    {
        var state = line.Dialer.Host.Cluster.State;
        while (true)
        {
            using var lease = state.Watch(CatalogTopics.Service("to-alpha", "web"));
            var instances = await line.Dialer.Client.GetFromJsonAsync<JsonNode>("/v1/health/service/web?peer=to-alpha").InTime();
            if (instances!.AsArray().Count == count)
            {
                return;
            }

            await lease.Changed.InTime($"{count} instances of web");
        }
    }
}
