using System.Net.Sockets;
using System.Text;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Http;

/// <summary>Requests that no client of .NET sends, byte for byte.</summary>
public sealed class RawRequestTests : ClusterTest
{
    [Theory]
    [InlineData("POST", "/v1/peering/token", 400, "Body decoding failed: invalid byte in chunk length")]
    [InlineData("PUT", "/v1/acl/policy", 401, "ACL support disabled")]
    [InlineData("PUT", "/v1/config", 400, "Request decoding failed: invalid byte in chunk length")]
    [InlineData("PUT", "/v1/txn", 400, "Failed to parse body: invalid byte in chunk length")]
    [InlineData("PUT", "/v1/catalog/register", 400, "Request decode failed: invalid byte in chunk length")]
    [InlineData("PUT", "/v1/kv/a", 500, "invalid byte in chunk length")]
    public async Task Body_InChunksThatAreNone_IsRefusedAsOneThatCannotBeDecoded(string method, string path, int status, string text)
    {
        var cluster = await StartAsync();

        var answer = await SendAsync(cluster, $"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n");

        answer.Should().StartWith($"HTTP/1.1 {status} ").And.EndWith($"\r\n\r\n{text}");
    }

    [Fact]
    public async Task Headers_AreLimitedByTheirSizeAlone()
    {
        var cluster = await StartAsync();
        var headers = string.Concat(Enumerable.Range(0, 150).Select(static number => $"X-{number}: a\r\n"));

        var answer = await SendAsync(cluster, $"GET /v1/peerings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{headers}\r\n");

        answer.Should().StartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task Target_WithAnotherHostThanTheHeader_IsTaken()
    {
        var cluster = await StartAsync();

        var answer = await SendAsync(cluster, "GET http://b:80/v1/peerings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 200 ").And.EndWith("[]");
    }

    [Fact]
    public async Task ConfiguredHeaders_GoOutAsTheyAre_AndImpossibleOnesNotAtAll()
    {
        var headers = new Dictionary<string, string> { ["X-Foo"] = "é", ["Bad Name"] = "a", ["X-Lines"] = "a\nb" };
        var cluster = await StartAsync(options => options with { Http = options.Http with { ResponseHeaders = headers } });

        var answer = await SendAsync(cluster, "GET /v1/peerings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 200 ").And.Contain("X-Foo: é\r\n").And.Contain("X-Lines: a b\r\n").And.NotContain("Bad Name");
    }

    private static async Task<string> SendAsync(ConsulCluster cluster, string request)
    {
        using var client = new TcpClient();
        using var deadline = new CancellationTokenSource(Deadline);
        await client.ConnectAsync("127.0.0.1", cluster.Ports.Http, deadline.Token);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request), deadline.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(deadline.Token);
    }
}
