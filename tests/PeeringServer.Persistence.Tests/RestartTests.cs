using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PeeringServer.Configuration;
using PeeringServer.Core.Peerings;
using PeeringServer.Testing;

namespace PeeringServer.Persistence.Tests;

/// <summary>What is there again after a stop and a start on the same folder.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Restart_Token_EstablishesThoughGeneratedBefore()
    {
        string token;
        ulong index;
        await using (var first = await StartAsync("acceptor"))
        {
            token = await GenerateAsync(first, "dialer");
            index = first.Host.Cluster.State.Current.Index;
        }

        await using var acceptor = await StartAsync("acceptor");
        await using var dialer = await StartAsync("dialer", Second);
        acceptor.Host.Cluster.State.Current.Index.Should().BeGreaterThanOrEqualTo(index);

        // The token names the ports of before: it is the secret and the authority that count.
        var patched = Repoint(token, acceptor);
        using var answer = await dialer.Client.PostAsJsonAsync("/v1/peering/establish", new { PeerName = "acceptor", PeeringToken = patched });

        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await acceptor.WaitForPeeringAsync("dialer", PeeringState.Active).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Restart_Acceptor_StreamComesBackWithItsOldSecret()
    {
        await using var dialer = await StartAsync("dialer", Second);
        AgentPorts ports;
        JsonElement before;
        await using (var first = await StartAsync("acceptor"))
        {
            await PeeredClusters.PeerAsync(first, dialer).WaitAsync(Deadline);
            await UntilAsync(first, "dialer", static peering => peering is { PeerCaPems.IsEmpty: false });
            ports = first.Ports;
            before = await ReadAsync(first, "dialer");
        }

        await dialer.WaitForPeeringAsync("acceptor", PeeringState.Failing).WaitAsync(Deadline);
        await using var acceptor = await StartAsync("acceptor", options => options with { Ports = ports });
        var after = await ReadAsync(acceptor, "dialer");

        after.GetProperty("ID").GetString().Should().Be(before.GetProperty("ID").GetString());
        after.GetProperty("PeerCAPems").GetRawText().Should().Be(before.GetProperty("PeerCAPems").GetRawText());
        await acceptor.WaitForPeeringAsync("dialer", PeeringState.Active).WaitAsync(Deadline);
        await dialer.WaitForPeeringAsync("acceptor", PeeringState.Active).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Restart_Dialer_DialsByItself()
    {
        await using var acceptor = await StartAsync("acceptor");
        await using (var first = await StartAsync("dialer", Second))
        {
            await PeeredClusters.PeerAsync(acceptor, first).WaitAsync(Deadline);
        }

        await acceptor.WaitForPeeringAsync("dialer", PeeringState.Failing).WaitAsync(Deadline);
        await using var dialer = await StartAsync("dialer", Second);

        await dialer.WaitForPeeringAsync("acceptor", PeeringState.Active).WaitAsync(Deadline);
        await acceptor.WaitForPeeringAsync("dialer", PeeringState.Active).WaitAsync(Deadline);
    }

    [Fact]
    public async Task Restart_Authority_IsTheSame()
    {
        string roots;
        await using (var first = await StartAsync("one"))
        {
            roots = await first.Client.GetStringAsync("/v1/connect/ca/roots");
        }

        await using var second = await StartAsync("one");

        (await second.Client.GetStringAsync("/v1/connect/ca/roots")).Should().Be(roots);
        using var certificate = second.Host.Cluster.Authority!.ServerCertificate();
        certificate.Issuer.Should().Contain("consul.ca");
    }

    [Fact]
    public async Task Restart_Deletion_GoesOn()
    {
        await using (var first = await StartAsync("one"))
        {
            await GenerateAsync(first, "gone");
            // The worker is past its stop: what is marked now stays marked.
            await first.StopAsync();
            first.Host.Cluster.Peerings.MarkForDeletion("gone", DateTimeOffset.UnixEpoch);
        }

        await using var second = await StartAsync("one");
        await UntilAsync(second, "gone", static peering => peering is null);

        using var answer = await second.Client.GetAsync("/v1/peering/gone");
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Restart_AccessControl_KnowsItsTokens()
    {
        string secret;
        string tokens;
        await using (var first = await StartAsync("one", Controlled))
        {
            using var made = await first.Client.PutAsJsonAsync("/v1/acl/policy", new { Name = "readers", Rules = "peering = \"read\"" });
            made.StatusCode.Should().Be(HttpStatusCode.Forbidden, "nobody asked with a token yet");
            using var bootstrap = await first.Client.PutAsync("/v1/acl/bootstrap", null);
            secret = (await bootstrap.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("SecretID").GetString()!;
            first.Client.DefaultRequestHeaders.Add("X-Consul-Token", secret);
            using var policy = await first.Client.PutAsJsonAsync("/v1/acl/policy", new { Name = "readers", Rules = "peering = \"read\"" });
            policy.EnsureSuccessStatusCode();
            using var token = await first.Client.PutAsJsonAsync("/v1/acl/token", new { Policies = new[] { new { Name = "readers" } }, ServiceIdentities = new[] { new { ServiceName = "web" } } });
            token.EnsureSuccessStatusCode();
            tokens = await first.Client.GetStringAsync("/v1/acl/tokens");
        }

        await using var second = await StartAsync("one", Controlled);
        second.Client.DefaultRequestHeaders.Add("X-Consul-Token", secret);

        (await second.Client.GetStringAsync("/v1/acl/tokens")).Should().Be(tokens);
        using var again = await second.Client.PutAsync("/v1/acl/bootstrap", null);
        again.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Restart_UnderAnotherNameAndAddress_LeavesOneServer()
    {
        await using (var first = await StartAsync("one", static options => Named(options, "before", "127.0.0.1")))
        {
            using var registered = await first.Client.PutAsJsonAsync("/v1/agent/service/register", new { Name = "web" });
            registered.EnsureSuccessStatusCode();
        }

        await using var second = await StartAsync("one", static options => Named(options, "after", "127.0.0.2"));

        (await InstancesAsync(second, "consul")).Should().Equal(("after", "127.0.0.2"));
        (await InstancesAsync(second, "web")).Should().Equal(("after", "127.0.0.2"));
    }

    [Fact]
    public async Task Restart_WithAnotherAddress_ShowsItAtOnce()
    {
        await using (await StartAsync("one", static options => Named(options, "n", "127.0.0.1")))
        {
        }

        await using var second = await StartAsync("one", static options => Named(options, "n", "127.0.0.2"));

        (await InstancesAsync(second, "consul")).Should().Equal(("n", "127.0.0.2"));
    }

    [Fact]
    public async Task Restart_Dev_KeepsNothing()
    {
        await using (var first = await StartAsync("one", static options => options with { DevMode = true }))
        {
            await GenerateAsync(first, "x");
        }

        Directory.Exists(_folder["one"]).Should().BeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private static AgentOptions Second(AgentOptions options) => options with { Cluster = options.Cluster with { Datacenter = "dc2" } };

    private static AgentOptions Controlled(AgentOptions options) =>
        options with { Cluster = options.Cluster with { Acl = new() { Enabled = true, DefaultPolicy = Core.Acl.AclDefaultPolicy.Deny } } };

    private static AgentOptions Named(AgentOptions options, string name, string address) =>
        options with { Cluster = options.Cluster with { NodeName = name, AdvertiseAddress = address, NodeId = "" } };

    private static async Task<(string Node, string Address)[]> InstancesAsync(ConsulCluster cluster, string service) =>
        [.. (await cluster.Client.GetFromJsonAsync<JsonElement>($"/v1/health/service/{service}?passing")).EnumerateArray()
            .Select(static instance => instance.GetProperty("Node"))
            .Select(static node => (node.GetProperty("Node").GetString()!, node.GetProperty("Address").GetString()!))];

    private static async Task<string> GenerateAsync(ConsulCluster cluster, string name)
    {
        using var answer = await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = name });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("PeeringToken").GetString()!;
    }

    private static Task<JsonElement> ReadAsync(ConsulCluster cluster, string name) => cluster.Client.GetFromJsonAsync<JsonElement>($"/v1/peering/{name}");

    private static string Repoint(string token, ConsulCluster cluster)
    {
        var read = Core.Tokens.PeeringTokenCodec.Decode(token);
        return Core.Tokens.PeeringTokenCodec.Encode(read with { ServerAddresses = [$"127.0.0.1:{cluster.Ports.GrpcTls}"] });
    }

    private static async Task UntilAsync(ConsulCluster cluster, string name, Func<Peering?, bool> holds)
    {
        var state = cluster.Host.Cluster.State;
        while (true)
        {
            using var lease = state.Watch(Core.State.Topic.Peering(name));
            if (holds(state.Current.Peerings.Find(name)))
            {
                return;
            }

            await lease.Changed.WaitAsync(Deadline);
        }
    }

    private Task<ConsulCluster> StartAsync(string name, Func<AgentOptions, AgentOptions>? configure = null) => ConsulCluster.StartAsync(options =>
    {
        var kept = options with { Cluster = options.Cluster with { DataDirectory = _folder[name] } };
        return configure?.Invoke(kept) ?? kept;
    });
}
