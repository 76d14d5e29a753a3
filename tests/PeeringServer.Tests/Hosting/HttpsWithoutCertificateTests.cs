using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Hosting;

/// <summary>Test suites of clients ask for an HTTPS port without giving a certificate; a real agent starts.</summary>
public sealed class HttpsWithoutCertificateTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private ConsulCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ConsulCluster.StartAsync(static options => options with { Ports = options.Ports with { Https = 0 } });

    public async Task DisposeAsync()
    {
        _cluster.Errors.Should().BeEmpty();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Handshake_IsRefusedWithAnAlert()
    {
        using var socket = await ConnectAsync();
        await using var stream = new SslStream(new NetworkStream(socket));

        var handshake = () => stream.AuthenticateAsClientAsync("localhost").WaitAsync(Deadline);

        (await handshake.Should().ThrowAsync<AuthenticationException>()).Which.GetBaseException().Message.Should().Contain("unrecognized name");
    }

    [Fact]
    public async Task PlainHttp_IsToldWhatThePortIs()
    {
        using var socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync().WaitAsync(Deadline)).Should().EndWith("Client sent an HTTP request to an HTTPS server.\n");
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _cluster.Ports.Https);
        return socket;
    }
}
