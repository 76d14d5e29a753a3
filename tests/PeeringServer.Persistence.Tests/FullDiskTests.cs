using System.Net;
using System.Net.Http.Json;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Write_DiskIsFull_IsNotAcknowledgedAndTakenBack()
    {
        await using var cluster = await ConsulCluster.StartAsync(options => options with { Cluster = options.Cluster with { DataDirectory = _folder["data"] } });
        using var kept = await WriteAsync(cluster, "kept");
        kept.StatusCode.Should().Be(HttpStatusCode.OK);
        cluster.Host.Durable!.Database.LimitPages(1);

        HttpResponseMessage refused;
        var names = new List<string>();
        do
        {
            names.Add($"n{names.Count}");
            refused = await WriteAsync(cluster, names[^1]);
        }
        while (refused.StatusCode == HttpStatusCode.OK && names.Count < 1000);

        refused.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await refused.Content.ReadAsStringAsync()).Should().Be($"the write was not kept, and no more are taken: data_dir \"{_folder["data"]}\" is on a disk without space left. Make room, and start again.");
        cluster.Errors.Should().ContainSingle().Which.Should().Contain("without space left");

        // What was acknowledged can still be read; what was not is gone, and stays so.
        foreach (var name in names[..^1].Prepend("kept"))
        {
            using var read = await cluster.Client.GetAsync($"/v1/peering/{name}");
            read.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var gone = await cluster.Client.GetAsync($"/v1/peering/{names[^1]}");
        gone.StatusCode.Should().Be(HttpStatusCode.NotFound);
        using var again = await WriteAsync(cluster, "later");
        again.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        refused.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private static Task<HttpResponseMessage> WriteAsync(ConsulCluster cluster, string name) => cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = name });
}
