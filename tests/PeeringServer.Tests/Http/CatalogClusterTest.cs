using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

/// <summary>Tests of the catalog and the agent through their API.</summary>
public abstract class CatalogClusterTest : ClusterTest
{
    protected static async Task<(int Status, string Body)> GetAsync(ConsulCluster cluster, string path)
    {
        using var answer = await cluster.Client.GetAsync(path).WaitAsync(Deadline);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    protected static async Task<JsonElement> ReadAsync(ConsulCluster cluster, string path)
    {
        var (status, body) = await GetAsync(cluster, path);
        status.Should().Be(200, body);
        return JsonDocument.Parse(body).RootElement;
    }

    protected static async Task<(int Status, string Body)> PutAsync(ConsulCluster cluster, string path, object? body = null)
    {
        using var content = body is string text ? new StringContent(text) : body is null ? null : (HttpContent)JsonContent.Create(body);
        using var answer = await cluster.Client.PutAsync(path, content).WaitAsync(Deadline);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    protected static async Task RegisterAsync(ConsulCluster cluster, object body) =>
        (await PutAsync(cluster, "/v1/catalog/register", body)).Should().Be((200, "true"));

    protected static async Task<string> IndexAsync(ConsulCluster cluster, string path)
    {
        using var answer = await cluster.Client.GetAsync(path).WaitAsync(Deadline);
        return answer.Headers.GetValues("X-Consul-Index").Single();
    }
}
