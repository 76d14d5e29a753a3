using System.Net;
using System.Text;
using System.Text.Json;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

public sealed class ConfigEndpointsTests : ClusterTest
{
    [Fact]
    public async Task MeshEntry_WithPeeringThroughGateways_KeepsTokensBackUntilItGoes()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, """{"Kind":"mesh","Peering":{"PeerThroughMeshGateways":true}}""");

        using var refused = await cluster.Client.PostAsync("/v1/peering/token", new StringContent("""{"PeerName":"a"}"""));
        refused.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await cluster.Client.GetStringAsync("/v1/peerings")).Should().Be("[]");
        await PutAsync(cluster, """{"Kind":"mesh","Peering":{"PeerThroughMeshGateways":false}}""");
        using var generated = await cluster.Client.PostAsync("/v1/peering/token", new StringContent("""{"PeerName":"a"}"""));

        generated.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "Request decoding failed: EOF")]
    [InlineData("[]", HttpStatusCode.BadRequest, "Request decoding failed: 1 error(s) decoding:\n\n* '' expected a map, got 'slice'")]
    [InlineData("null", HttpStatusCode.BadRequest, "Request decoding failed: Payload does not contain a kind/Kind key at the top level")]
    [InlineData("""{"Kind":"mesh","X":1}""", HttpStatusCode.BadRequest, "Request decoding failed: 1 error occurred:\n\t* invalid config key \"X\"\n\n")]
    [InlineData("""{"Kind":"proxy-defaults","Name":"x"}""", HttpStatusCode.InternalServerError, "invalid name (\"x\"), only \"global\" is supported")]
    public async Task Put_OfWhatCannotBe_IsRefused(string body, HttpStatusCode status, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.PutAsync("/v1/config", new StringContent(body, Encoding.UTF8));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Theory]
    [InlineData("GET", "/v1/config/nope/x", HttpStatusCode.InternalServerError, "invalid config entry kind: nope")]
    [InlineData("DELETE", "/v1/config/nope/x", HttpStatusCode.BadRequest, "invalid config entry kind: nope")]
    [InlineData("DELETE", "/v1/config/mesh", HttpStatusCode.NotFound, "Must provide both a kind and name to delete")]
    [InlineData("DELETE", "/v1/config/proxy-defaults/x", HttpStatusCode.InternalServerError, "invalid name (\"x\"), only \"global\" is supported")]
    [InlineData("DELETE", "/v1/config/service-defaults/x?cas=5", HttpStatusCode.OK, "true")]
    [InlineData("GET", "/v1/config/service-defaults/a/b", HttpStatusCode.NotFound, "Config entry not found for \"service-defaults\" / \"a/b\"")]
    [InlineData("GET", "/v1/config/", HttpStatusCode.OK, "[]")]
    public async Task Request_WithoutAnEntry_IsAnsweredAsConsulDoes(string method, string path, HttpStatusCode status, string text)
    {
        var cluster = await StartAsync();

        using var answer = await cluster.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.Should().Be(status);
        (await answer.Content.ReadAsStringAsync()).Should().Be(text);
    }

    [Fact]
    public async Task Splitter_OfAServiceThatSpeaksNoHttp_IsRefusedAndKeepsItSpeakingHttp()
    {
        const string splitter = """{"Kind":"service-splitter","Name":"web","Splits":[{"Weight":100}]}""";
        const string fault = "discovery chain \"web\" uses a protocol \"tcp\" that does not permit advanced routing or splitting behavior";
        var cluster = await StartAsync();

        using var early = await cluster.Client.PutAsync("/v1/config", new StringContent(splitter));
        await PutAsync(cluster, """{"Kind":"service-defaults","Name":"web","Protocol":"http"}""");
        await PutAsync(cluster, splitter);
        using var deletion = await cluster.Client.DeleteAsync("/v1/config/service-defaults/web");

        (early.StatusCode, await early.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.InternalServerError, fault));
        (deletion.StatusCode, await deletion.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.InternalServerError, fault));
        (await cluster.Client.GetStringAsync("/v1/config/service-defaults/web")).Should().Contain("http");
    }

    [Fact]
    public async Task Entry_Read_HasItsMembersInOrder()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, """{"Meta":{"b":"<1>","a":"2"},"Name":"web","Kind":"service-defaults","Protocol":"grpc"}""");

        var body = await cluster.Client.GetStringAsync("/v1/config/service-defaults/WEB");

        body.Should().MatchRegex("""^\{"Kind":"service-defaults","Name":"web","Protocol":"grpc","TransparentProxy":\{\},"MeshGateway":\{\},"Expose":\{\},"Meta":\{"a":"2","b":"\\u003c1\\u003e"\},"Hash":\d+,"CreateIndex":(\d+),"ModifyIndex":\1\}$""");
    }

    [Fact]
    public async Task Exports_ToPeers_AreListedByService()
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, """{"Kind":"exported-services","Name":"default","Services":[{"Name":"web","Consumers":[{"Peer":"b"},{"Peer":"a"}]},{"Name":"consul","Consumers":[{"Peer":"a"}]},{"Name":"db","Consumers":[{"Peer":"a"}]}]}""");

        (await cluster.Client.GetStringAsync("/v1/exported-services")).Should().Be("""[{"Service":"db","Consumers":{"Peers":["a"]}},{"Service":"web","Consumers":{"Peers":["a","b"]}}]""");
    }

    [Fact]
    public async Task Exports_OfEverything_AreThoseOfOrdinaryServices()
    {
        var cluster = await StartAsync();
        await RegisterAsync(cluster, """{"Service":"web"}""");
        await RegisterAsync(cluster, """{"Service":"web-proxy","Kind":"connect-proxy","Port":1,"Proxy":{"DestinationServiceName":"web"}}""");
        await PutAsync(cluster, """{"Kind":"exported-services","Name":"default","Services":[{"Name":"*","Consumers":[{"Peer":"a"}]}]}""");

        (await cluster.Client.GetStringAsync("/v1/exported-services")).Should().Be("""[{"Service":"web","Consumers":{"Peers":["a"]}}]""");
    }

    [Theory]
    [InlineData("""{"Service":"gw","Kind":"mesh-gateway","Port":443}""", "10.0.0.9:443")]
    [InlineData("""{"Service":"gw","Kind":"mesh-gateway","Port":443,"Address":"10.1.0.1"}""", "10.1.0.1:443")]
    [InlineData("""{"Service":"gw","Kind":"mesh-gateway","Port":443,"Address":"10.1.0.1","TaggedAddresses":{"wan":{"Address":"fd00::1","Port":8443}}}""", "[fd00::1]:8443")]
    public async Task Tokens_ThroughMeshGateways_CarryTheirAddresses(string gateway, string address)
    {
        var cluster = await StartAsync();
        await PutAsync(cluster, """{"Kind":"mesh","Peering":{"PeerThroughMeshGateways":true}}""");
        await RegisterAsync(cluster, gateway);

        using var answer = await cluster.Client.PostAsync("/v1/peering/token", new StringContent("""{"PeerName":"a"}"""));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        using var token = JsonDocument.Parse(Convert.FromBase64String(json.RootElement.GetProperty("PeeringToken").GetString()!));

        token.RootElement.GetProperty("ServerAddresses").EnumerateArray().Select(static item => item.GetString()).Should().Equal(address);
    }

    private static async Task RegisterAsync(ConsulCluster cluster, string service)
    {
        using var answer = await cluster.Client.PutAsync("/v1/catalog/register", new StringContent($$"""{"Node":"ext","Address":"10.0.0.9","Service":{{service}}}"""));
        (await answer.Content.ReadAsStringAsync()).Should().Be("true");
    }

    private static async Task PutAsync(ConsulCluster cluster, string body)
    {
        using var answer = await cluster.Client.PutAsync("/v1/config", new StringContent(body, Encoding.UTF8));
        (await answer.Content.ReadAsStringAsync()).Should().Be("true");
    }
}
