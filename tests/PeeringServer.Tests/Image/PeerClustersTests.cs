namespace PeeringServer.Tests.Image;

/// <summary>The script by which the clusters of the compose file peer.</summary>
public sealed class PeerClustersTests : ClusterTest
{
    [ToolsFact("curl", "jq")]
    public async Task Script_WithTwoClusters_LeavesBothSidesActive()
    {
        var one = await StartAsync();
        var two = await StartAsync(static options => options with { Cluster = options.Cluster with { Datacenter = "dc2" } });
        string[] arguments = [$"dc1={Url(one.Address)}", $"dc2={Url(two.Address)}"];

        var first = await RunAsync(arguments);
        var again = await RunAsync(arguments);

        var expected = new { ExitCode = 0, Output = "dc1 and dc2 are peered\n", Error = "" };
        first.Should().BeEquivalentTo(expected);
        again.Should().BeEquivalentTo(expected);
        (await one.Client.GetStringAsync("/v1/peering/dc2")).Should().Contain("\"State\":\"ACTIVE\"");
        (await two.Client.GetStringAsync("/v1/peering/dc1")).Should().Contain("\"State\":\"ACTIVE\"");
    }

    [ToolsFact("curl", "jq")]
    public async Task Script_RefusedByACluster_SaysWhatItSaid()
    {
        var one = await StartAsync(static options => options with { Cluster = options.Cluster with { PeeringEnabled = false } });

        var result = await RunAsync($"dc1={Url(one.Address)}", $"dc2={Url(one.Address)}");

        result.ExitCode.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("peer-clusters: ").And.Contain("/v1/peering/token: ").And.Contain("eering");
    }

    [ToolsFact("curl", "jq")]
    public async Task Script_WithoutTwoClusters_SaysHowItIsUsed()
    {
        var result = await RunAsync("dc1=http://localhost");

        result.Should().BeEquivalentTo(new { ExitCode = 1, Output = "", Error = "peer-clusters: usage: peer-clusters NAME=URL NAME=URL\n" });
    }

    private static string Url(Uri address) => address.ToString().TrimEnd('/');

    private static Task<ProcessResult> RunAsync(params string[] arguments) =>
        ProcessRun.RunAsync("sh", [RepositoryFiles.PathOf("docker/peer-clusters.sh"), .. arguments], new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! });
}
