namespace PeeringServer.Tests.CommandLine.Client;

public sealed class TransportFaultTests
{
    private const string Broken = "net/http: HTTP/1.x transport connection broken: ";

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("hello", Broken + "malformed HTTP response \"hello\"")]
    [InlineData("hello\r\n", Broken + "malformed HTTP response \"hello\"")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n", Broken + "malformed HTTP status code \"20\"")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n", Broken + "malformed HTTP status code \"2x0\"")]
    [InlineData("FTP/1.1 200 OK\r\n\r\n", Broken + "malformed HTTP version \"FTP/1.1\"")]
    [InlineData("HTTP/1.1 200 OK\r\n", Broken + "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", Broken + "malformed MIME header: missing colon: \"Content-\"")]
    [InlineData("HTTP/1.1 200 OK\r\n a: b\r\n\r\n", Broken + "malformed MIME header initial line:  a: b")]
    [InlineData("HTTP/1.1 200 OK\r\na b: c\r\n\r\n", Broken + "malformed MIME header line: a b: c")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", Broken + "bad Content-Length \"x\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: zip\r\n\r\n", Broken + "unsupported transfer encoding: \"zip\"")]
    public async Task List_AnswerThatIsNone_IsToldInGosWords(string answer, string fault)
    {
        await using var agent = new ScriptedAgent(answer);

        var run = await ClientRun.Of(null, "peering", "list", $"-http-addr={agent.Address}");

        run.Should().Be(new CommandRun(1, "", $"Error listing peerings: Get \"http://{agent.Address}/v1/peerings\": {fault}\n"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[{\"Na", "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "EOF")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "invalid byte in chunk length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[{\"", "unexpected EOF")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n[1]", "json: cannot unmarshal number into Go value of type api.Peering")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n[{\"State\":1}]", "json: cannot unmarshal number into Go struct field Peering.State of type api.PeeringState")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n[{\"DeletedAt\":\"x\"}]", "parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"")]
    public async Task List_BodyThatIsNone_IsToldInGosWords(string answer, string fault)
    {
        await using var agent = new ScriptedAgent(answer);

        (await ClientRun.Of(null, "peering", "list", $"-http-addr={agent.Address}")).Error.Should().Be($"Error listing peerings: {fault}\n");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n[]")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[]")]
    [InlineData("HTTP/1.0 200\r\nContent-Length: 2\r\n\r\n[]")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1;x=y\r\n]\r\n0\r\n\r\n")]
    public async Task List_AnswerInAnyFraming_IsRead(string answer)
    {
        await using var agent = new ScriptedAgent(answer);

        (await ClientRun.Of(null, "peering", "list", $"-http-addr={agent.Address}")).Should().Be(new CommandRun(0, "There are no peering connections.\n", ""));
    }

    [Fact]
    public async Task List_RedirectedInCircles_GivesUp()
    {
        var answer = "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";
        await using var agent = new ScriptedAgent([.. Enumerable.Repeat(answer, 20)]);

        var run = await ClientRun.Of(null, "peering", "list", $"-http-addr={agent.Address}");

        run.Error.Should().Be($"Error listing peerings: Get \"http://{agent.Address}/again\": stopped after 10 redirects\n");
        agent.Requests.Should().HaveCount(10);
    }

    [Fact]
    public async Task List_TokenThatNoHeaderMayHold_IsRefusedWithoutShowingIt()
    {
        var run = await ClientRun.Of(null, "peering", "list", "-http-addr=127.0.0.1:1", "-token=secret\nx");

        run.Error.Should().Be("Error listing peerings: Get \"http://127.0.0.1:1/v1/peerings\": net/http: invalid header field value for \"X-Consul-Token\"\n");
    }

    [Fact]
    public async Task List_TlsToWhatIsNoTls_IsToldApart()
    {
        await using var agent = new ScriptedAgent("HTTP/1.1 400 Bad Request\r\n\r\n", "hello, world");

        var (http, other) = (await ClientRun.Of(null, "peering", "list", $"-http-addr=https://{agent.Address}"), await ClientRun.Of(null, "peering", "list", $"-http-addr=https://{agent.Address}"));

        http.Error.Should().EndWith(": http: server gave HTTP response to HTTPS client\n");
        other.Error.Should().EndWith(": tls: first record does not look like a TLS handshake\n");
    }
}
