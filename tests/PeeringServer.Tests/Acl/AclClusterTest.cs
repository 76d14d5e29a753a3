using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Configuration;
using PeeringServer.Core.Acl;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Acl;

/// <summary>Tests against a cluster that denies by default.</summary>
public abstract class AclClusterTest : ClusterTest
{
    protected const string Management = "root-secret";
    protected const string TokenHeader = "X-Consul-Token";

    protected Task<ConsulCluster> StartWithAclAsync(Func<AclOptions, AclOptions>? configure = null, TimeProvider? clock = null)
    {
        var acl = new AclOptions { Enabled = true, DefaultPolicy = AclDefaultPolicy.Deny, InitialManagementToken = Management };
        return StartAsync(options => WithAcl(options, configure?.Invoke(acl) ?? acl), clock);
    }

    protected static async Task<(int Status, string Body)> SendAsync(ConsulCluster cluster, string method, string path, object? body = null, string? secret = Management)
    {
        using var answer = await SendRawAsync(cluster, method, path, body, secret);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    protected static async Task<HttpResponseMessage> SendRawAsync(ConsulCluster cluster, string method, string path, object? body = null, string? secret = Management)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = body is string text ? new StringContent(text) : JsonContent.Create(body);
        }

        if (secret is not null)
        {
            request.Headers.Add(TokenHeader, secret);
        }

        return await cluster.Client.SendAsync(request).WaitAsync(Deadline);
    }

    /// <summary>A new token with these rules.</summary>
    protected static async Task<JsonElement> AddTokenAsync(ConsulCluster cluster, string rules, string name = "p", object? more = null)
    {
        (await SendAsync(cluster, "PUT", "/v1/acl/policy", new { Name = name, Rules = rules })).Status.Should().Be(200);
        var (status, body) = await SendAsync(cluster, "PUT", "/v1/acl/token", more ?? new { Policies = new[] { new { Name = name } } });
        status.Should().Be(200, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static AgentOptions WithAcl(AgentOptions options, AclOptions acl) => options with { Cluster = options.Cluster with { Acl = acl } };
}
