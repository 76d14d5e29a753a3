using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PeeringServer.Conformance.Clusters;

namespace PeeringServer.Conformance.Launches;

/// <summary>What the Kubernetes peering controllers and their tests do to a server.</summary>
[Collection(PublishedProgramGroup.Name)]
public sealed class KubernetesLaunchTests(PublishedProgram program)
{
    private const string Features = "/hashicorp.consul.dataplane.DataplaneService/GetSupportedDataplaneFeatures";

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Controllers_AcceptorAndDialer_FindWhatTheyLookFor()
    {
        await using var acceptor = await SdkServer.StartAsync(
            program.Executable,
            static configuration => configuration["connect"]!["ca_config"]!["cluster_id"] = "00000000-2222-3333-4444-555555555555",
            waitForLeader: false,
            launches: 1);
        await using var dialer = await SdkServer.StartAsync(program.Executable, launches: 1);
        (await acceptor.Agent.StatusAsync(HttpMethod.Delete, "/v1/config/service-intentions/Sa4ohw5raith4si0Ohwuqu3lowiethoh")).Should().Be(200);
        var self = await dialer.Agent.GetAsync("/v1/agent/self");
        self!["DebugConfig"]!["VersionMetadata"]?.ToString().Should().NotBe("ent");
        (await FeaturesAsync((int)dialer.Ports["grpc"]!)).Should().Be("0");

        (await acceptor.Agent.StatusAsync(HttpMethod.Get, "/v1/peering/acceptor-created")).Should().Be(404);
        var token = await acceptor.Agent.TokenAsync("acceptor-created");
        Encoding.UTF8.GetString(Convert.FromBase64String(token)).Should()
            .Contain("\"CA\":").And.Contain("\"ServerAddresses\"")
            .And.Contain("\"ServerName\":\"server.dc1.peering.00000000-2222-3333-4444-555555555555.consul\"");
        var accepted = await acceptor.Agent.GetAsync("/v1/peering/acceptor-created");
        accepted!["ID"]!.ToString().Should().NotBeEmpty();

        await dialer.Agent.SendAsync(HttpMethod.Post, "/v1/peering/establish", new { PeerName = "peering", PeeringToken = token });
        await dialer.Agent.UntilAsync("/v1/peering/peering", static peering => (string?)peering!["State"] == "ACTIVE", Budget, Step);
        var second = await acceptor.Agent.TokenAsync("acceptor-created");
        await dialer.Agent.SendAsync(HttpMethod.Post, "/v1/peering/establish", new { PeerName = "peering", PeeringToken = second });
        ((string?)(await dialer.Agent.GetAsync("/v1/peering/peering"))!["Name"]).Should().Be("peering");

        (await acceptor.Agent.StatusAsync(HttpMethod.Delete, "/v1/peering/acceptor-created")).Should().Be(200);
        await acceptor.Agent.GoneAsync("acceptor-created", Budget, Step);
        (await dialer.Agent.StatusAsync(HttpMethod.Delete, "/v1/peering/peering")).Should().Be(200);
        await dialer.Agent.GoneAsync("peering", Budget, Step);
        (await acceptor.Agent.InterruptAsync()).Should().Be(1);
        (await dialer.Agent.InterruptAsync()).Should().Be(1);
    }

    /// <summary>The status of the one call that the controllers' connection manager makes, over HTTP/2 in plain text.</summary>
    private static async Task<string> FeaturesAsync(int port)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var content = new ByteArrayContent(new byte[5]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, Features)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var answer = await client.SendAsync(request);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(new byte[5], "the answer is one empty message");
        return answer.TrailingHeaders.GetValues("grpc-status").Single();
    }
}
