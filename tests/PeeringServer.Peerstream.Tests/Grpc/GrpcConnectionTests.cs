using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc;

public sealed class GrpcConnectionTests
{
    private static readonly PeerDialer Dialer = new(TimeProvider.System);
    private static readonly ReplicationMessage Heartbeat = new() { Heartbeat = new() };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_Unary_GetsItsResponse(bool tls)
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var connection = await Dialer.ConnectAsync(tls ? server.TlsTarget : server.PlaintextTarget, default).InTime();

        var response = await connection.CallAsync(
            Methods.ExchangeSecret, new ExchangeSecretRequest { EstablishmentSecret = "s" }, ExchangeSecretResponse.Parser, default).InTime();

        response.StreamSecret.Should().Be("s");
    }

    [Fact]
    public async Task Connections_OfOneDialer_EndApart()
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var one = await Dialer.ConnectAsync(server.TlsTarget, default).InTime();
        await using var other = await Dialer.ConnectAsync(server.TlsTarget, default).InTime();
        await using var ended = await OpenAsync(one);
        await using var goesOn = await OpenAsync(other);

        await one.DisposeAsync();

        await FluentActions.Awaiting(() => ended.ReadAsync(default).AsTask().InTime()).Should().ThrowAsync<GrpcException>();
        await goesOn.WriteAsync(Heartbeat, default).InTime();
        (await goesOn.ReadAsync(default).InTime()).Should().Be(Heartbeat);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_HalfClosed_EndsAfterAllMessagesCameBack(bool tls)
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var connection = await Dialer.ConnectAsync(tls ? server.TlsTarget : server.PlaintextTarget, default).InTime();
        await using var stream = await OpenAsync(connection);

        for (var i = 0; i < 3; i++)
        {
            await stream.WriteAsync(Heartbeat, default).InTime();
            (await stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
        }

        stream.Complete();
        (await stream.ReadAsync(default).InTime()).Should().BeNull();
    }

    [Fact]
    public async Task Connections_ThatAreDisposedOfInMidStream_LeaveNothingAtTheServer()
    {
        const int count = 20;
        using var ended = new CountdownEvent(count);
        var method = Methods.Stream(async stream =>
        {
            try
            {
                await stream.ReadAsync(CancellationToken.None);
                await stream.ReadAsync(CancellationToken.None);
            }
            finally
            {
                ended.Signal();
            }
        });
        await using var server = await TestServer.StartAsync([method]);
        var connections = new List<GrpcConnection>();
        for (var i = 0; i < count; i++)
        {
            connections.Add(await Dialer.ConnectAsync(server.TlsTarget, default).InTime());
            await (await OpenAsync(connections[i])).WriteAsync(Heartbeat, default).InTime();
        }

        await server.Connections.Become(count);
        foreach (var connection in connections)
        {
            await connection.DisposeAsync().InTime();
        }

        await server.Connections.Become(0);
        ended.Wait(TimeSpan.FromSeconds(30)).Should().BeTrue("every handler has ended");
    }

    private static Task<GrpcClientStream<ReplicationMessage, ReplicationMessage>> OpenAsync(GrpcConnection connection) =>
        connection.OpenAsync<ReplicationMessage, ReplicationMessage>(Methods.StreamResources, ReplicationMessage.Parser, default).InTime();
}
