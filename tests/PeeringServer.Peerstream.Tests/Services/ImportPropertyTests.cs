using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Services;

/// <summary>Whatever is registered, exported, cut and mended in whatever order: in the end the importer sees what the exporter exports, and nothing else.</summary>
public sealed class ImportPropertyTests
{
    private const int Sequences = 40;

    /// <summary>After every other name, so that it is the last of a round.</summary>
    private const string Last = "zz-last";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnySequence_OnceQuiet_IsSeenByTheImporterAsExported(bool isAcceptorExporting)
    {
        await using var line = await PeeredLine.StartAsync();
        var (exporter, importer) = isAcceptorExporting ? (line.Acceptor, line.Dialer) : (line.Dialer, line.Acceptor);
        var (exportedTo, importedFrom) = isAcceptorExporting ? ("to-beta", "to-alpha") : ("to-alpha", "to-beta");
        var side = new ExportingSide(exporter, exportedTo, line);
        var port = 0;

        // The check waits for each case itself.
        await Task.Run(() => Prop.ForAll(ExportStep.Sequences(), async steps =>
        {
            await side.ClearAsync();
            IReadOnlyCollection<string> exports = [];
            foreach (var step in steps)
            {
                await side.RunAsync(step);
                exports = step.Kind switch { ExportStepKind.Export => step.Exports, ExportStepKind.ExportNothing => [], _ => exports };
            }

            await side.EndWithAsync(Last, ++port, exports);
            await ArrivesAsync(importer, importedFrom, port);

            foreach (var name in ExportStep.Names)
            {
                (await ImportedAsync(importer, importedFrom, name)).Should().Equal(side.Model.Imported(name), "that is {0}", name);
            }

            (await ExportingSide.NamesAsync(importer, importedFrom, "ImportedServices")).Should().Equal(side.Model.ExportedNames);
            (await ExportingSide.NamesAsync(exporter, exportedTo, "ExportedServices")).Should().Equal(side.Model.ExportedNames);
            importer.Host.Cluster.State.Current.Catalog.Local.Services.Should().ContainSingle("nothing is mixed with the importer's own");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences)));
    }

    /// <summary>Blocks on the service until it shows the port.</summary>
    private static async Task ArrivesAsync(ConsulCluster importer, string peer, int port)
    {
        var index = "0";
        while (true)
        {
            using var answer = await importer.Client.GetAsync(new Uri($"/v1/health/service/{Last}?peer={peer}&index={index}", UriKind.Relative)).InTime("the last service arrives");
            var found = await answer.Content.ReadFromJsonAsync<JsonNode>();
            if (found!.AsArray().Any(instance => (int)instance!["Service"]!["Port"]! == port))
            {
                return;
            }

            index = answer.Headers.GetValues("X-Consul-Index").Single();
        }
    }

    private static async Task<IReadOnlyList<string>> ImportedAsync(ConsulCluster importer, string peer, string name)
    {
        var instances = await importer.Client.GetFromJsonAsync<JsonNode>($"/v1/health/service/{name}?peer={peer}").InTime();
        return [.. instances!.AsArray().Select(static instance => Line(instance!)).Order(StringComparer.Ordinal)];
    }

    private static string Line(JsonNode instance)
    {
        var checks = instance["Checks"]!.AsArray();
        checks.Count.Should().BeLessThan(2, "all checks are sent as one");
        return ExportModel.Line(
            (string)instance["Node"]!["Node"]!,
            int.Parse(((string)instance["Node"]!["Address"]!).Split('.')[3], CultureInfo.InvariantCulture),
            (string)instance["Service"]!["ID"]!,
            (int)instance["Service"]!["Port"]!,
            checks.Count == 0 ? null : (string)checks[0]!["Status"]!);
    }
}
