using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PeeringServer.Core.Streams;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>A cluster under test as its HTTP API shows it.</summary>
internal static class ClusterExtensions
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static Task<ConsulCluster> StartAsync(string datacenter, TimeProvider? clock = null) =>
        ConsulCluster.StartAsync(options => options with { Cluster = options.Cluster with { Datacenter = datacenter } }, clock);

    public static async Task<string> TokenAsync(this ConsulCluster cluster, string name, params string[] externalAddresses)
    {
        using var answer = await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = name, ServerExternalAddresses = externalAddresses }).InTime();
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["PeeringToken"]!;
    }

    /// <summary>Status and body.</summary>
    public static async Task<(int Status, string Body)> EstablishAsync(this ConsulCluster cluster, string name, string token)
    {
        using var answer = await cluster.Client.PostAsJsonAsync("/v1/peering/establish", new { PeerName = name, PeeringToken = token }).InTime();
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task DeleteAsync(this ConsulCluster cluster, string name)
    {
        using var answer = await cluster.Client.DeleteAsync(new Uri($"/v1/peering/{name}", UriKind.Relative)).InTime();
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The peering, or null where there is none.</summary>
    public static async Task<JsonNode?> PeeringAsync(this ConsulCluster cluster, string name)
    {
        using var answer = await cluster.Client.GetAsync(new Uri($"/v1/peering/{name}", UriKind.Relative)).InTime();
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await answer.Content.ReadFromJsonAsync<JsonNode>();
    }

    /// <summary>The state, or <c>404</c>.</summary>
    public static async Task<string> StateAsync(this ConsulCluster cluster, string name) => (string?)(await cluster.PeeringAsync(name))?["State"] ?? "404";

    /// <summary>Reads until the state is that one, or fails.</summary>
    public static Task BecomesAsync(this ConsulCluster cluster, string name, string state) =>
        EventuallyAsync(async () => await cluster.StateAsync(name) == state, $"{name} is {state}");

    public static async Task<StreamStatus?> StreamAsync(this ConsulCluster cluster, string name) =>
        cluster.Host.Cluster.Streams.Find((string)(await cluster.PeeringAsync(name))!["ID"]!);

    public static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        using var timer = new PeriodicTimer(Interval);
        async Task LoopAsync()
        {
            // Ends with the timer where the deadline passes.
            while (!await condition() && await timer.WaitForNextTickAsync())
            {
            }
        }

        await LoopAsync().InTime(what);
    }
}
