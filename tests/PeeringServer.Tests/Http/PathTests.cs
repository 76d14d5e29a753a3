using System.Net.Sockets;
using System.Text;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

/// <summary>Paths that clients of .NET tidy up before they send them.</summary>
public sealed class PathTests : ClusterTest
{
    private static readonly string[] Segments = ["..", ".", "%2e%2e", "%2E", "", "_emulator", "ui", "v1", "peerings", "peering", "health", "docs", "x", "%2f", "a%20b"];

    [Theory]
    [InlineData("GET", "/ui/../v1/peerings", 307, "/v1/peerings")]
    [InlineData("GET", "/_emulator/../v1/peerings", 307, "/v1/peerings")]
    [InlineData("POST", "/_emulator/x/../../v1/peering/token", 307, "/v1/peering/token")]
    [InlineData("GET", "/_emulator/%2e%2e/v1/peerings", 404, null)]
    [InlineData("GET", "/ui/%2e%2e/v1/peerings", 404, null)]
    [InlineData("GET", "/v1/%2e%2e/_emulator/health", 404, null)]
    [InlineData("GET", "/v1/../_emulator/health", 307, "/_emulator/health")]
    [InlineData("GET", "/ui", 307, "/ui/")]
    [InlineData("GET", "/x/../ui?a=b", 307, "/ui/?a=b")]
    [InlineData("POST", "/", 301, "/ui/")]
    public async Task Path_WithDotsOrWithoutItsSlash_IsSentOn(string method, string path, int status, string? location)
    {
        var cluster = await StartAsync(static options => options with { UiEnabled = true });

        var answer = await SendAsync(cluster, method, path);

        answer.Should().StartWith($"HTTP/1.1 {status} ");
        (answer.Split("\r\n").SingleOrDefault(static line => line.StartsWith("Location: ", StringComparison.Ordinal))?[10..]).Should().Be(location);
    }

    [Theory]
    [InlineData("GET", true, "<a href=\"/ui/\">Moved Permanently</a>.\n\n")]
    [InlineData("HEAD", true, "")]
    [InlineData("POST", false, "")]
    public async Task Root_WithUi_IsSentOnAsGoDoes(string method, bool hasType, string body)
    {
        var cluster = await StartAsync(static options => options with { UiEnabled = true });

        var answer = await SendAsync(cluster, method, "/");

        answer.Contains("Content-Type: text/html", StringComparison.Ordinal).Should().Be(hasType);
        answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Should().Be(body);
    }

    [Fact]
    public async Task Redirect_WithAQuery_QuotesItInItsPage()
    {
        var answer = await SendAsync(await StartAsync(), "GET", "/v1/peering?a=<\"'&b");

        answer.Should().Contain("Location: /v1/peering/?a=<\"'&b\r\n").And.EndWith("<a href=\"/v1/peering/?a=&lt;&#34;&#39;&amp;b\">Temporary Redirect</a>.\n\n");
    }

    [Theory]
    [InlineData("/consul-ui/")]
    public async Task Ui_AtAPathOfItsOwn_IsThere(string path)
    {
        var cluster = await StartAsync(options => options with { UiEnabled = true, UiContentPath = path });

        (await cluster.Client.GetAsync(path)).IsSuccessStatusCode.Should().BeTrue();
        (await cluster.Client.GetAsync("/v1/peerings")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Server_UnderRandomPaths_NeverFails(int seed)
    {
        var random = new Random(seed);
        var cluster = await StartAsync(static options => options with { UiEnabled = true });
        for (var round = 0; round < 150; round++)
        {
            var path = "/" + string.Join('/', Enumerable.Range(0, random.Next(1, 7)).Select(_ => Segments[random.Next(Segments.Length)]));

            var answer = await SendAsync(cluster, "GET", path);

            answer.Should().MatchRegex("^HTTP/1.1 [234]", "{0} is a path as any other", path);
        }
    }

    private static async Task<string> SendAsync(ConsulCluster cluster, string method, string path)
    {
        using var client = new TcpClient();
        using var deadline = new CancellationTokenSource(Deadline);
        await client.ConnectAsync("127.0.0.1", cluster.Ports.Http, deadline.Token);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), deadline.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(deadline.Token);
    }
}
