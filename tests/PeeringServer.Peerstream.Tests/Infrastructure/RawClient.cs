using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Infrastructure;

/// <summary>Connects to a server under test below HTTP.</summary>
internal static class RawClient
{
    public static async Task<NetworkStream> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint).InTime();
        return new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SslStream> ConnectTlsAsync(IPEndPoint endpoint, Action<SslClientAuthenticationOptions>? configure = null)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = TestServer.ServerName,
            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0,
        };
        configure?.Invoke(options);
        var stream = new SslStream(await ConnectAsync(endpoint));
        await stream.AuthenticateAsClientAsync(options).InTime();
        return stream;
    }

    /// <summary>HTTP/2 by prior knowledge on the plaintext port.</summary>
    public static async Task<FrameStream> StartAsync(IPEndPoint endpoint)
    {
        var frames = new FrameStream(await ConnectAsync(endpoint));
        await frames.StartAsync();
        return frames;
    }
}
