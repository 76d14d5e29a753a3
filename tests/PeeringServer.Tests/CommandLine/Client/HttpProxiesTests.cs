using PeeringServer.CommandLine.Client.Transport;

namespace PeeringServer.Tests.CommandLine.Client;

public sealed class HttpProxiesTests
{
    [Theory]
    [InlineData("http_proxy", "p:1", "", "example.com:80", "p:1")]
    [InlineData("HTTP_PROXY", "http://p:1/", "", "example.com", "p:1")]
    [InlineData("https_proxy", "p:1", "", "example.com", null)]
    [InlineData("http_proxy", "p:1", "", "localhost:8500", null)]
    [InlineData("http_proxy", "p:1", "", "127.0.0.9:8500", null)]
    [InlineData("http_proxy", "p:1", "", "[::1]:8500", null)]
    [InlineData("http_proxy", "p:1", "*", "example.com", null)]
    [InlineData("http_proxy", "p:1", "example.com", "a.example.com", null)]
    [InlineData("http_proxy", "p:1", "example.com", "example.com", null)]
    [InlineData("http_proxy", "p:1", ".example.com", "example.com", "p:1")]
    [InlineData("http_proxy", "p:1", "*.example.com", "a.example.com", null)]
    [InlineData("http_proxy", "p:1", "ample.com", "example.com", "p:1")]
    [InlineData("http_proxy", "p:1", "example.com:81", "example.com:80", "p:1")]
    [InlineData("http_proxy", "p:1", "example.com:81", "example.com:81", null)]
    [InlineData("http_proxy", "p:1", "10.0.0.0/8", "10.1.2.3:8500", null)]
    [InlineData("http_proxy", "p:1", "10.0.0.0/8", "11.1.2.3:8500", "p:1")]
    public void For_Url_GivesTheProxyUnlessExempt(string variable, string proxy, string exceptions, string host, string? expected)
    {
        var proxies = HttpProxies.From(ClientRun.Environment(new Dictionary<string, string> { [variable] = proxy, ["no_proxy"] = exceptions }));

        proxies.For(new RequestUrl(IsSecure: false, host, "/"))?.Host.Should().Be(expected);
        (proxies.For(new RequestUrl(IsSecure: false, host, "/")) is null).Should().Be(expected is null);
    }

    [Fact]
    public void For_VariableThatARequestMayHaveSet_IsNotObeyed() =>
        HttpProxies.From(ClientRun.Environment(new Dictionary<string, string> { ["HTTP_PROXY"] = "p:1", ["REQUEST_METHOD"] = "GET" }))
            .For(new RequestUrl(IsSecure: false, "example.com", "/")).Should().BeNull();

    [Fact]
    public async Task Run_ThroughAProxy_AsksItForTheWholeUrl()
    {
        await using var proxy = new ScriptedAgent(ScriptedAgent.Answer("[]"));

        var run = await ClientRun.Of(new Dictionary<string, string> { ["http_proxy"] = $"http://u:p@{proxy.Address}" }, "peering", "list", "-http-addr=agent.example:8500");

        run.Output.Should().Be("There are no peering connections.\n");
        proxy.Requests.Should().ContainSingle().Which.Should().StartWith("GET http://agent.example:8500/v1/peerings HTTP/1.1\r\nHost: agent.example:8500\r\n")
            .And.Contain("\r\nProxy-Authorization: Basic dTpw\r\n");
    }
}
