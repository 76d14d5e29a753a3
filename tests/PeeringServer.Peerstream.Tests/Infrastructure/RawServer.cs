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
        try
        {
            await stream.AuthenticateAsServerAsync(options).InTime();
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next connection, which a dialer that does not trust it ends before it sends anything.</summary>
    public async Task DistrustedAsync(SslServerAuthenticationOptions options)
    {
        var serving = async () =>
        {
            // In TLS 1.3 this side is done before the other one looks at the certificate.
            await using var stream = await AcceptTlsAsync(options);
            await stream.ReadExactlyAsync(new byte[1]).InTime();
        };
        await serving.Should().ThrowAsync<IOException>();
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
