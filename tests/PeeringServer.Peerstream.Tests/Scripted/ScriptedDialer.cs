using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>Plays the dialer to a cluster, from nothing but a token.</summary>
internal sealed class ScriptedDialer(string token)
{
    private readonly JsonNode _token = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)))!;

    public string PeerId => (string)_token["PeerID"]!;

    public string EstablishmentSecret => (string)_token[nameof(EstablishmentSecret)]!;

    public string ServerName => (string)_token[nameof(ServerName)]!;

    public JsonNode Decoded => _token;

    private IPEndPoint Address => IPEndPoint.Parse((string)_token["ServerAddresses"]![0]!);

    /// <summary>A call on a connection of its own.</summary>
    public async Task<WireCall> CallAsync(string path)
    {
        var frames = new FrameStream(await RawClient.ConnectTlsAsync(Address, options => options.TargetHost = ServerName));
        await frames.StartAsync();
        var call = new WireCall(frames);
        await call.BeginAsync(path);
        return call;
    }

    /// <summary>Answer to an exchange: the secret, or how the call ended.</summary>
    public async Task<(string Secret, string End)> ExchangeAsync(string peerId, string establishmentSecret)
    {
        await using var call = await CallAsync(Methods.ExchangeSecret);
        await call.SendAsync(new ExchangeSecretRequest { PeerID = peerId, EstablishmentSecret = establishmentSecret }, end: true);
        var answer = await call.ReadAsync();
        return answer.Bytes is { } bytes
            ? (ExchangeSecretResponse.Parser.ParseFrom(bytes).StreamSecret, await call.ReadEndAsync())
            : ("", answer.End!);
    }

    /// <summary>The stream secret for the token's own secret.</summary>
    public async Task<string> ExchangeAsync()
    {
        var (secret, end) = await ExchangeAsync(PeerId, EstablishmentSecret);
        end.Should().Be("0 ");
        return secret;
    }

    /// <summary>A stream with its opening sent.</summary>
    public async Task<WireCall> OpenAsync(string secret, string? peerId = null)
    {
        var call = await CallAsync(Methods.StreamResources);
        await call.SendAsync(Opening(peerId ?? PeerId, secret));
        return call;
    }

    /// <summary>An accepted stream, with the acceptor's three subscriptions read.</summary>
    public async Task<WireCall> StreamAsync(string secret)
    {
        var call = await OpenAsync(secret);
        (await call.ReadMessagesAsync(3)).Select(static message => message.Request.ResourceURL).Should().Equal(Urls.ExportedService, Urls.ExportedServiceList, Urls.TrustBundle);
        return call;
    }

    public static ReplicationMessage Opening(string peerId, string secret, string datacenter = "dc-fake") => new()
    {
        Open = new() { PeerID = peerId, StreamSecretID = secret, Remote = new() { Datacenter = datacenter } },
    };
}
