using System.Net.Security;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Scripted;
using PeeringServer.Peerstream.Tests.Sessions;

namespace PeeringServer.Peerstream.Tests.Faults;

/// <summary>Acceptors that are not what they should be: the dialer fails as specified, leaves nothing behind, and comes back without a new token.</summary>
public sealed class AcceptorFaultTests
{
    private static readonly TimeSpan FirstDialDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string> Impostors => new()
    {
        { "authority", "x509: certificate signed by unknown authority" },
        { "name", "x509: certificate is valid for server.dc-other.peering.x.consul, not " },
        { "garbage", "tls: first record does not look like a TLS handshake" },
        { "close", "EOF" },
    };

    [Theory]
    [MemberData(nameof(Impostors))]
    public async Task Stream_DialledAtAnImpostor_IsDialledAgainAndComesUpWithoutANewToken(string fault, string reason)
    {
        await using var fixture = await DialerFixture.StartAsync();
        using var impostor = new RawServer();
        var timers = fixture.Clock.PendingTimers;
        await fixture.EstablishAsync(DialerFixture.Secret, fixture.Acceptor.Address);
        await using (var call = await PassToImpostorAsync(fixture, impostor.Address))
        {
        }

        await fixture.Cluster.BecomesAsync("p", "FAILING");
        await fixture.Clock.PassAsync(TwoSeconds);
        await BeImpostorAsync(impostor, fixture, fault);

        await fixture.Clock.WaitBegunAsync(2 * TwoSeconds);
        (await fixture.Cluster.StateAsync("p")).Should().Be("FAILING");
        (await fixture.Cluster.StreamAsync("p"))!.LastSendErrorText.Should().Contain(reason);
        fixture.Clock.Advance(2 * TwoSeconds);
        await using (await fixture.StreamAsync())
        {
            await fixture.Cluster.DeleteAsync("p");
        }

        await fixture.Cluster.BecomesAsync("p", "404");
        await ClusterExtensions.EventuallyAsync(
            () => Task.FromResult(fixture.Clock.PendingTimers == timers), $"no timer is left of {fixture.Clock.PendingTimers}, {timers} before");
    }

    /// <summary>A frame over the dialer's limit of 8 MiB is refused by its prefix; the wait is that of an exhausted acceptor.</summary>
    [Fact]
    public async Task Message_LargerThanTheDialerTakes_IsLeftForEightSeconds()
    {
        await using var fixture = await DialerFixture.StartAsync();
        await using var call = await fixture.ConnectAsync();
        await call.SendHeadersAsync();

        await call.SendBytesAsync([0, .. Infrastructure.Http2.FrameStream.BigEndian((8 << 20) + 1)]);

        await fixture.Clock.WaitBegunAsync(TimeSpan.FromMilliseconds(8192));
        (await fixture.Cluster.StateAsync("p")).Should().Be("FAILING");
        (await call.ReadEndAsync()).Should().BeOneOf("closed", "reset");
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(8192));
        await using var next = await fixture.StreamAsync();
    }

    /// <summary>The stream that was up tells the dialer of the impostor's address, to be tried first, and ends.</summary>
    private static async Task<WireCall> PassToImpostorAsync(DialerFixture fixture, string impostor)
    {
        await fixture.Clock.PassAsync(FirstDialDelay);
        var call = await fixture.StreamAsync();
        await call.SendHeadersAsync();
        var addresses = new PeeringServer.Peerstream.Messages.PeeringServerAddresses { Addresses = { impostor, fixture.Acceptor.Address } };
        await call.SendAsync(Urls.Resource(addresses, "server-addrs", "1"));
        (await call.ReadMessageAsync()).Request.ResponseNonce.Should().Be("1");
        await call.EndAsync(GrpcStatusCode.Unavailable, "going away");
        (await call.ReadEndAsync()).Should().BeOneOf("closed", "reset");
        return call;
    }

    private static async Task BeImpostorAsync(RawServer impostor, DialerFixture fixture, string fault)
    {
        await using var socket = await impostor.AcceptAsync();
        switch (fault)
        {
            case "authority" or "name":
                using (var other = new TestAuthority("another", fixture.Clock))
                {
                    var context = fault == "name" ? fixture.Acceptor.Issue("server.dc-other.peering.x.consul") : other.Issue(ScriptedAcceptor.ServerName);
                    await using var tls = new SslStream(socket);
                    try
                    {
                        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }).InTime();
                        (await tls.ReadAsync(new byte[1]).InTime()).Should().Be(0);
                    }
                    catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                    {
                        // The dialer's alert.
                    }
                }

                break;
            case "garbage":
                await socket.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
                await socket.ReadAsync(new byte[4096]).InTime();
                break;
            default:
                await socket.ReadAsync(new byte[4096]).InTime();
                break;
        }
    }
}
