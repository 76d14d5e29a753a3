using System.Net.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>Plays the acceptor to a cluster: makes tokens, and does with each connection what a test says. Selects no ALPN, as a real one up to 1.21.</summary>
internal sealed class ScriptedAcceptor : IDisposable
{
    public const string ServerName = "server.dc-fake.peering.11111111-2222-4333-8444-555555555555.consul";

    private readonly RawServer _server = new();
    private readonly TestAuthority _authority;
    private readonly TestAuthority _other;
    private SslServerAuthenticationOptions _options;

    public ScriptedAcceptor(TimeProvider? time = null)
    {
        _authority = new TestAuthority(time: time);
        _other = new TestAuthority("pri-other.consul.ca.00000000.consul", time);
        _options = new SslServerAuthenticationOptions { ServerCertificateContext = _authority.Issue(ServerName) };
    }

    public string PeerId { get; } = Guid.NewGuid().ToString();

    public string EstablishmentSecret { get; private set; } = "";

    public string Address => _server.Address;

    public string CaPem => _authority.Pem;

    /// <summary>The authority of a cluster that this acceptor stands before.</summary>
    public string OtherCaPem => _other.Pem;

    /// <summary>A certificate of its authority for another name.</summary>
    public SslStreamCertificateContext Issue(string serverName) => _authority.Issue(serverName);

    /// <summary>A new token; several acceptors may stand in one, by their addresses.</summary>
    public string Token(params string[] addresses)
    {
        EstablishmentSecret = Guid.NewGuid().ToString();
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            CA = new[] { CaPem },
            ManualServerAddresses = (string[]?)null,
            ServerAddresses = addresses.Length == 0 ? [Address] : addresses,
            ServerName,
            PeerID = PeerId,
            EstablishmentSecret,
            Remote = new { Partition = "", Datacenter = "dc-fake", Locality = (object?)null },
        })));
    }

    /// <summary>A token made elsewhere, as this acceptor would have made it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keepsOther">Whether it goes on to name the authority of the cluster that made it, too.</param>
    public string Adopt(string token, bool keepsOther)
    {
        var decoded = Decode(token);
        var addresses = decoded["ManualServerAddresses"] is null ? "ServerAddresses" : "ManualServerAddresses";
        decoded[addresses] = new JsonArray(Address);
        decoded["CA"] = keepsOther ? new JsonArray(CaPem, OtherCaPem) : new JsonArray(CaPem);
        _options = new SslServerAuthenticationOptions { ServerCertificateContext = _authority.Issue((string)decoded[nameof(ServerName)]!) };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(decoded.ToJsonString()));
    }

    public static JsonNode Decode(string token) => JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)))!;

    /// <summary>Closes the next connection without an answer.</summary>
    public async Task HangUpAsync() => await (await _server.AcceptAsync()).DisposeAsync();

    /// <summary>The next connection, as it is.</summary>
    public async Task<Stream> AcceptSilentlyAsync() => await _server.AcceptAsync();

    /// <summary>The next connection, which a dialer that does not trust it ends before it sends anything.</summary>
    public Task DistrustedAsync() => _server.DistrustedAsync(_options);

    /// <summary>The next connection, with its call.</summary>
    public async Task<WireCall> AcceptAsync()
    {
        var frames = new FrameStream(await _server.AcceptTlsAsync(_options));
        await frames.AcceptAsync();
        var call = new WireCall(frames);
        await call.AcceptAsync();
        return call;
    }

    /// <summary>Takes the establishment secret of the last token, and gives out a stream secret.</summary>
    public async Task ExchangeAsync(string streamSecret)
    {
        await using var call = await AcceptAsync();
        call.Path.Should().Be(Methods.ExchangeSecret);
        var request = ExchangeSecretRequest.Parser.ParseFrom((await call.ReadAsync()).Bytes);
        request.Should().Be(new ExchangeSecretRequest { PeerID = PeerId, EstablishmentSecret = EstablishmentSecret });
        await call.SendHeadersAsync();
        await call.SendAsync(new ExchangeSecretResponse { StreamSecret = streamSecret });
        await call.EndAsync(PeeringServer.Peerstream.Grpc.GrpcStatusCode.OK, "");
        await call.ReadEndAsync();
    }

    /// <summary>The next connection's stream, with the opening and the four subscriptions read.</summary>
    public async Task<(WireCall Call, ReplicationMessage.Types.Open Opening)> StreamAsync()
    {
        var call = await AcceptAsync();
        call.Path.Should().Be(Methods.StreamResources);
        var greeting = await call.ReadMessagesAsync(5);
        var opening = greeting[0].Open;
        opening.PeerID.Should().Be(PeerId);
        greeting.Skip(1).Should().Equal(
            Urls.Subscription(Urls.ExportedService, PeerId),
            Urls.Subscription(Urls.ExportedServiceList, PeerId),
            Urls.Subscription(Urls.TrustBundle, PeerId),
            Urls.Subscription(Urls.ServerAddresses, PeerId));
        return (call, opening);
    }

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }
}
