using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Acl;

/// <summary>A run with secrets that are known, in every way they can be sent: none of them may stand in what the server says of its own accord.</summary>
public sealed class AclSecretsTests : AclClusterTest
{
    private const string Chosen = "bbbbbbbb-2222-3333-4444-555555555555";
    private const string Unknown = "cccccccc-2222-3333-4444-555555555555";
    private const string Default = "dddddddd-2222-3333-4444-555555555555";
    private const string Recovery = "eeeeeeee-2222-3333-4444-555555555555";

    [Fact]
    public async Task KnownSecrets_InARunWithRefusals_StandInNoOutputAndNoError()
    {
        var cluster = await StartWithAclAsync(static acl => acl with { DefaultToken = Default, AgentRecoveryToken = Recovery });
        var made = await AddTokenAsync(cluster, "peering = \"read\"");
        var secret = made.GetProperty("SecretID").GetString()!;
        (await SendAsync(cluster, "PUT", "/v1/acl/token", new { SecretID = Chosen })).Status.Should().Be(200);
        var peering = JsonDocument.Parse((await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "a" })).Body).RootElement.GetProperty("PeeringToken").GetString()!;
        var establishment = JsonDocument.Parse(Convert.FromBase64String(peering)).RootElement.GetProperty("EstablishmentSecret").GetString()!;
        string[] secrets = [Management, secret, Chosen, Unknown, Default, Recovery, establishment];

        var errors = new List<string>();
        foreach (var sent in secrets.SkipLast(1))
        {
            errors.AddRange(await ProvokeAsync(cluster, sent, peering));
        }

        await cluster.StopAsync().WaitAsync(Deadline);
        errors.Should().HaveCountGreaterThan(secrets.Length).And.OnlyContain(error => !secrets.Any(known => error.Contains(known, StringComparison.Ordinal)));
        cluster.Log.Should().Contain(line => line.Contains(made.GetProperty("AccessorID").GetString()!, StringComparison.Ordinal), "refusals name the accessor")
            .And.Contain(static line => line.Contains("'peering:write'", StringComparison.Ordinal), "and the permission")
            .And.OnlyContain(line => !secrets.Any(known => line.Contains(known, StringComparison.Ordinal)));
    }

    /// <summary>Sends a secret in every way, mostly to be refused; returns the errors.</summary>
    private static async Task<IEnumerable<string>> ProvokeAsync(ConsulCluster cluster, string secret, string peeringToken)
    {
        var answers = new List<(int Status, string Body)>
        {
            await SendAsync(cluster, "GET", $"/v1/peerings?token={secret}&index=x", secret: null),
            await SendAsync(cluster, "POST", "/v1/peering/token", new { PeerName = "b" }, secret),
            await SendAsync(cluster, "POST", "/v1/peering/establish", new { PeerName = "c", PeeringToken = peeringToken }, secret),
            await SendAsync(cluster, "PUT", "/v1/acl/token", new { SecretID = secret }, secret),
            await SendAsync(cluster, "PUT", "/v1/acl/token", new { SecretID = secret }),
            await SendAsync(cluster, "PUT", "/v1/acl/bootstrap", new { BootstrapSecret = secret }),
            await SendAsync(cluster, "PUT", $"/v1/acl/token/{Unknown[..^1]}0", new { SecretID = secret }),
            await SendAsync(cluster, "GET", "/v1/acl/tokens", secret: secret),
            await SendAsync(cluster, "GET", "/v1/acl/token/self?index=x", secret: secret),
            await SendAsync(cluster, "GET", $"/v1/nope?token={secret}", secret: secret),
        };
        using var bearer = new HttpRequestMessage(HttpMethod.Delete, "/v1/peering/a-b");
        bearer.Headers.Authorization = new("Bearer", secret);
        using var answer = await cluster.Client.SendAsync(bearer).WaitAsync(Deadline);
        answers.Add(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        return answers.Where(static answer => answer.Status >= 400).Select(static answer => answer.Body);
    }
}
