using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using PeeringServer.Hosting;
using PeeringServer.Testing;

namespace PeeringServer.Tests.Hosting;

public sealed class AgentListenersTests
{
    [Fact]
    public async Task Connection_Accepted_IsKeptAliveByTcp()
    {
        await using var cluster = await ConsulCluster.StartAsync();
        using var listeners = new AgentListeners(cluster.Options, cluster.Host.Cluster);
        var transport = new SocketTransportOptions();
        listeners.Configure(transport);
        using var listening = transport.CreateBoundListenSocket(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listening.LocalEndPoint!);

        using var accepted = await listening.AcceptAsync();

        Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive).Should().NotBe(0);
        Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime).Should().Be(15);
        Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval).Should().Be(15);
        Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount).Should().Be(9);

        int Option(SocketOptionLevel level, SocketOptionName name) => (int)accepted.GetSocketOption(level, name)!;
    }
}
