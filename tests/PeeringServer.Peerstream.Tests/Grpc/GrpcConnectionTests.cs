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

    private static Task<GrpcClientStream<ReplicationMessage, ReplicationMessage>> OpenAsync(GrpcConnection connection) =>
        connection.OpenAsync<ReplicationMessage, ReplicationMessage>(Methods.StreamResources, ReplicationMessage.Parser, default).InTime();
}
