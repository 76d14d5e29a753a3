using System.Text;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.SelfTests;

public sealed class HttpAnswerReaderTests
{
    [Theory]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc", 200, "ab")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n", 200, "ab0123456789")]
    [InlineData("GET", "HTTP/1.1 500 Internal Server Error\r\n\r\nto the end", 500, "to the end")]
    [InlineData("GET", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", 404, "")]
    [InlineData("HEAD", "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 22\r\n\r\n", 405, "")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\nmore", 204, "")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "")]
    [InlineData("PUT", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", 200, "a")]
    public async Task Answer_InAnyFraming_IsReadWhole(string method, string bytes, int status, string body)
    {
        var answer = await new HttpAnswerReader(new MemoryStream(Encoding.Latin1.GetBytes(bytes))).ReadAsync(method, CancellationToken.None);

        answer.Status.Should().Be(status);
        answer.Text.Should().Be(body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")]
    public async Task Answer_CutShort_IsAnError(string bytes)
    {
        var reading = () => new HttpAnswerReader(new MemoryStream(Encoding.Latin1.GetBytes(bytes))).ReadAsync("GET", CancellationToken.None);

        await reading.Should().ThrowAsync<IOException>();
    }
}
