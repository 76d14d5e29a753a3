using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class AnswerTests : ClusterTest
{
    [Fact]
    public async Task List_ForAClientThatTakesGzip_IsCompressedOnceItIsLong()
    {
        var cluster = await StartAsync();
        await MakeAsync(cluster, 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/peerings");
        request.Headers.Add("Accept-Encoding", "gzip");

        using var answer = await cluster.Client.SendAsync(request);
        await using var unzipped = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped, Encoding.UTF8);

        answer.Content.Headers.ContentEncoding.Should().Equal("gzip");
        (await reader.ReadToEndAsync()).Should().Be(await cluster.Client.GetStringAsync("/v1/peerings"));
    }

    [Theory]
    [InlineData("gzip;q=0")]
    [InlineData("deflate")]
    [InlineData("identity, *;q=0")]
    public async Task List_ForAClientThatTakesNoGzip_IsSentAsItIs(string accepted)
    {
        var cluster = await StartAsync();
        await MakeAsync(cluster, 10);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/peerings");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await cluster.Client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    [Fact]
    public async Task Endpoint_ThatIsBlocked_AnswersForbidden()
    {
        var cluster = await StartAsync(static options => options with { Http = options.Http with { BlockEndpoints = ["/v1/peerings"] } });

        using var answer = await cluster.Client.GetAsync("/v1/peerings");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Be("Endpoint is blocked by agent configuration");
    }

    [Theory]
    [InlineData("10.0.0.0/8", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.0/8", HttpStatusCode.OK)]
    public async Task Write_FromOutsideTheAllowedNetworks_IsRefused(string network, HttpStatusCode expected)
    {
        var cluster = await StartAsync(options => options with { Http = options.Http with { AllowWriteFrom = [network] } });

        using var write = await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "a" });
        using var read = await cluster.Client.GetAsync("/v1/peerings");

        write.StatusCode.Should().Be(expected);
        read.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_WithLocality_CarriesIt()
    {
        var cluster = await StartAsync(static options => options with { Cluster = options.Cluster with { Locality = new("us-west-1", "a") } });

        using var answer = await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "a" });
        var token = (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!["PeeringToken"];

        Encoding.UTF8.GetString(Convert.FromBase64String(token)).Should().EndWith("""{"Partition":"","Datacenter":"dc1","Locality":{"Region":"us-west-1","Zone":"a"}}}""");
    }

    [Theory]
    [InlineData("192.0.2.1", null, "192.0.2.1:")]
    [InlineData("192.0.2.1", "203.0.113.9", "203.0.113.9:")]
    [InlineData("2001:db8::1", null, "[2001:db8::1]:")]
    public async Task Token_ForOtherServers_CarriesTheAdvertisedAddress(string address, string? wan, string expected)
    {
        var cluster = await StartAsync(options => options with { Cluster = options.Cluster with { AdvertiseAddress = address, AdvertiseAddressWan = wan } });

        using var answer = await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "a" });
        var token = (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!["PeeringToken"];

        Encoding.UTF8.GetString(Convert.FromBase64String(token)).Should().Contain($"\"ServerAddresses\":[\"{expected}{cluster.Ports.GrpcTls}\"]");
    }

    [Fact]
    public async Task Tokens_GeneratedAtOnceForOneName_MakeOnePeering()
    {
        var cluster = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = "a" }))).WaitAsync(Deadline);

        answers.Should().OnlyContain(static answer => answer.StatusCode == HttpStatusCode.OK);
        (await cluster.Client.GetFromJsonAsync<object[]>("/v1/peerings")).Should().HaveCount(1);
    }

    [Theory]
    [InlineData("{}", "PeerName is required in the payload when generating a new peering token.")]
    [InlineData("{", "Body decoding failed: unexpected EOF")]
    [InlineData("""{"PeerName":"a"}""", "Invalid header: \"X-Consul-Partition\" - Partitions are a Consul Enterprise feature")]
    public async Task Token_InAPartition_IsRefusedForWhatIsWrongWithTheBodyFirst(string body, string text)
    {
        var cluster = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/peering/token?partition=x") { Content = new StringContent(body) };
        request.Headers.Add("X-Consul-Partition", "y");

        using var answer = await cluster.Client.SendAsync(request).WaitAsync(Deadline);

        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Fact]
    public async Task Peering_WithAQuoteInItsName_IsQuotedAsGoDoes() =>
        (await (await (await StartAsync()).Client.GetAsync("/v1/peering/%22a")).Content.ReadAsStringAsync()).Should().Be("Peering not found for \"\\\"a\"");

    [Theory]
    [InlineData("index=5%00", "Invalid index")]
    [InlineData("max_stale=1ns&consistent", "Cannot specify ?stale with ?consistent, conflicting semantics.")]
    public async Task Query_ThatCannotBe_IsRefused(string query, string text) =>
        (await (await (await StartAsync()).Client.GetAsync($"/v1/peerings?{query}")).Content.ReadAsStringAsync()).Should().StartWith(text);

    [Fact]
    public async Task Query_ThatWaitsForANanosecond_IsAnsweredAtOnce() =>
        (await (await StartAsync()).Client.GetStringAsync("/v1/peerings?index=999&wait=1ns").WaitAsync(Deadline)).Should().Be("[]");

    [Fact]
    public async Task Root_WithUi_LeadsToIt()
    {
        var cluster = await StartAsync(static options => options with { UiEnabled = true });
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = cluster.Address };

        using var answer = await client.GetAsync("/");
        using var page = await cluster.Client.GetAsync("/");

        answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.ToString().Should().Be("/ui/");
        page.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Description_OfTheApi_HasExamplesForEveryPeeringEndpoint()
    {
        var cluster = await StartAsync();

        var document = await cluster.Client.GetStringAsync("/_emulator/openapi.json").WaitAsync(Deadline);

        foreach (var path in new[] { "/v1/peering/token", "/v1/peering/establish", "/v1/peering/{name}", "/v1/peerings" })
        {
            document.Should().Contain($"\"{path}\"");
        }

        document.Should().Contain("Peering not found for \\\"cluster-02\\\"").And.Contain("ServerExternalAddresses");
        (await cluster.Client.GetStringAsync("/_emulator/docs/index.html")).Should().Contain("swagger-ui");
    }

    [Fact]
    public async Task Health_OfAStartedCluster_IsReady() => (await (await StartAsync()).Client.GetStringAsync("/_emulator/health")).Should().Be("""{"status":"ready"}""");

    private static async Task MakeAsync(ConsulCluster cluster, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await cluster.Client.PostAsJsonAsync("/v1/peering/token", new { PeerName = $"peer-{i}" })).EnsureSuccessStatusCode();
        }
    }
}
