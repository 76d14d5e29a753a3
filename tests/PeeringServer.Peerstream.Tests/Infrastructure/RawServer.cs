using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>Listens for a dialer under test, and does with its connection what a test says.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawServer()
    {
        _listener.Start();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Without TLS, under no name.</summary>
    public DialTarget Plaintext => new(Address, null, []);

    /// <summary>Whether somebody has connected who was not accepted yet.</summary>
    public bool HasPending => _listener.Pending();

    public async Task<NetworkStream> AcceptAsync()
    {
        var socket = await _listener.AcceptSocketAsync().InTime();
        socket.NoDelay = true;
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async Task<SslStream> AcceptTlsAsync(SslServerAuthenticationOptions options)
    {
        var stream = new SslStream(await AcceptAsync());
        await stream.AuthenticateAsServerAsync(options).InTime();
        return stream;
    }

    /// <summary>The next connection, with HTTP/2 begun.</summary>
    public async Task<FrameStream> AcceptHttp2Async()
    {
        var frames = new FrameStream(await AcceptAsync());
        await frames.AcceptAsync();
        return frames;
    }

    public void Dispose() => _listener.Dispose();
}
