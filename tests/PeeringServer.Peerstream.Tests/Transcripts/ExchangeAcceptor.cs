using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Peerstream.Tests.Scripted;

namespace PeeringServer.Peerstream.Tests.Transcripts;

/// <summary>The listener of one recorded case, and the token that points to it.</summary>
internal sealed class ExchangeAcceptor : IDisposable
{
    private const string AuthorityName = "recording proxy CA";

    private readonly RawServer _server = new();
    private readonly Socket _dead = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TestAuthority _authority;
    private readonly TestAuthority _namesake;
    private readonly SslServerAuthenticationOptions _options;

    public ExchangeAcceptor(ExchangeCase played, TimeProvider time)
    {
        // Bound, so that nobody else gets the port; whoever connects is refused all the same.
        _dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _authority = new TestAuthority(AuthorityName, time);
        _namesake = new TestAuthority(AuthorityName, time);
        Token = ScriptedAcceptor.Decode((string)played.Establish["request"]!["PeeringToken"]!);
        var shown = played.Peering["PeerServerAddresses"]!.AsArray();
        IsLive = [.. shown.Select(static address => (string)address! == "127.0.0.1:<proxy>")];
        Token["ServerAddresses"] = new JsonArray([.. IsLive.Select(live => (JsonNode)(live ? _server.Address : _dead.LocalEndPoint!.ToString()!))]);
        if (Token["ManualServerAddresses"] is JsonArray)
        {
            Token["ManualServerAddresses"] = new JsonArray(_server.Address);
            IsLive = [true];
        }

        if (Token["CA"] is JsonArray)
        {
            Token["CA"] = new JsonArray((played.Name.Contains("from a CA that is not in the token", StringComparison.Ordinal) ? _namesake : _authority).Pem);
        }

        var name = played.Name.Contains("another name", StringComparison.Ordinal) ? $"server.dc-fake.peering.{Guid.NewGuid()}.consul" : (string)Token["ServerName"]!;
        var done = played.Events.FirstOrDefault(static e => ExchangeCase.Is(e, "tls") && (string)e["text"]! == "handshake done");
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _authority.Issue(name),
            EnabledSslProtocols = (string?)done?["version"] == "TLS 1.2" ? SslProtocols.Tls12 : SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = (string?)done?["alpn"] == "h2" ? [SslApplicationProtocol.Http2] : null,
        };
    }

    public JsonNode Token { get; }

    public string EncodedToken => Convert.ToBase64String(Encoding.UTF8.GetBytes(Token.ToJsonString()));

    /// <summary>Whether anybody listens at each of the addresses that are dialled.</summary>
    public IReadOnlyList<bool> IsLive { get; }

    public async Task<Stream> AcceptAsync() => await _server.AcceptAsync();

    public Task<SslStream> AcceptTlsAsync() => _server.AcceptTlsAsync(_options);

    /// <summary>The next connection, which a dialer that does not trust it ends before it sends anything.</summary>
    public Task DistrustedAsync() => _server.DistrustedAsync(_options);

    /// <summary>The next connection, on which HTTP/2 is spoken where TLS was meant.</summary>
    public async Task AnswerInPlaintextAsync()
    {
        await using var stream = await _server.AcceptAsync();
        await new FrameStream(stream).SendAsync(FrameType.Settings, 0, 0, []);
        await stream.ReadUntilEndAsync();
    }

    /// <summary>The next connection, refused by an alert: the version is not supported.</summary>
    public async Task RefuseVersionAsync()
    {
        await using var stream = await _server.AcceptAsync();
        await stream.WriteAsync((byte[])[21, 3, 2, 0, 2, 2, 70]);
        await stream.ReadUntilEndAsync();
    }

    /// <summary>The next connection, closed because it does not begin with TLS. Nothing may be left unread, or it would be a reset.</summary>
    public async Task RefusePlaintextAsync()
    {
        await using var stream = await _server.AcceptAsync();
        var preface = new byte[FrameStream.Preface.Length];
        await stream.ReadExactlyAsync(preface).InTime();
        preface.Should().Equal(FrameStream.Preface);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.ReadUntilEndAsync();
    }

    public void Dispose()
    {
        _server.Dispose();
        _dead.Dispose();
        _authority.Dispose();
        _namesake.Dispose();
    }
}
