using System.Globalization;
using System.Text;

namespace PeeringServer.Bench.Load;

/// <summary>A request as bytes; what a load sends is made once and, at most, numbered.</summary>
internal sealed class LoadRequest
{
    private const string Digits = "00000000";

    private readonly byte[] _bytes;
    private readonly int _number;
    private int _sent;

    private LoadRequest(string text)
    {
        _bytes = Encoding.ASCII.GetBytes(text);
        _number = text.LastIndexOf(Digits, StringComparison.Ordinal);
    }

    public static LoadRequest Get(string target) => new($"GET {target} HTTP/1.1\r\nHost: bench\r\n\r\n");

    /// <summary>A read by the holder of an ACL token.</summary>
    public static LoadRequest Get(string target, string secret) => new($"GET {target} HTTP/1.1\r\nHost: bench\r\nX-Consul-Token: {secret}\r\n\r\n");

    /// <summary>Generates a token for one and the same peering.</summary>
    public static LoadRequest Token(string name) => Post($$"""{"PeerName":"{{name}}"}""");

    /// <summary>Generates a token for another peering each time.</summary>
    public static LoadRequest TokensForNewNames() => Post($$"""{"PeerName":"new-{{Digits}}"}""");

    /// <summary>The same request to another target, without numbers.</summary>
    public LoadRequest To(string target)
    {
        var text = Encoding.ASCII.GetString(_bytes);
        var from = text.IndexOf(' ', StringComparison.Ordinal) + 1;
        return new LoadRequest(text[..from] + target + text[text.IndexOf(' ', from)..]);
    }

    /// <summary>The same request for a client that knows HTTP.</summary>
    public HttpRequestMessage ToMessage()
    {
        var parts = Encoding.ASCII.GetString(Next()).Split(' ', 3);
        var body = parts[2][(parts[2].IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(parts[1], UriKind.Relative))
        {
            Content = body.Length > 0 ? new StringContent(body) : null,
        };
    }

    /// <summary>The bytes to send next; good until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_number >= 0)
        {
            (++_sent).TryFormat(_bytes.AsSpan(_number, Digits.Length), out _, "D8", CultureInfo.InvariantCulture);
        }

        return _bytes;
    }

    private static LoadRequest Post(string body) =>
        new($"POST /v1/peering/token HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
