using System.Net.Sockets;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>Connections that cannot be made, in the words a real dialer's HTTP API shows.</summary>
public sealed class DialerFailureTests
{
    private static readonly PeerDialer Dialer = new(TimeProvider.System);

    [Fact]
    public async Task Dial_WhereNothingListens_IsRefused()
    {
        string address;
        using (var server = new RawServer())
        {
            address = server.Address;
        }

        (await FailureAsync(new DialTarget(address, null, []))).Should().Be(
            $"connection error: desc = \"transport: Error while dialing: dial tcp {address}: connect: connection refused\"");
    }

    [Theory]
    [InlineData("bad", "address bad: missing port in address")]
    [InlineData("[::1]", "address [::1]: missing port in address")]
    [InlineData("[::1:8503", "address [::1:8503: missing ']' in address")]
    [InlineData("::1:8503", "address ::1:8503: too many colons in address")]
    [InlineData("127.0.0.1:99999", "address 99999: invalid port")]
    public async Task Dial_OfAMalformedAddress_SaysWhatIsWrong(string address, string reason)
    {
        (await FailureAsync(new DialTarget(address, null, []))).Should().Be(
            $"connection error: desc = \"transport: Error while dialing: dial tcp: {reason}\"");
    }

    [Fact]
    public async Task Dial_OfAnUnknownHost_SaysSo()
    {
        (await FailureAsync(new DialTarget("no-such-host.invalid:8503", null, []))).Should().Be(
            "connection error: desc = \"transport: Error while dialing: dial tcp: lookup no-such-host.invalid: no such host\"");
    }

    [Fact]
    public async Task Dial_OfACertificateForAnotherName_NamesBoth()
    {
        await using var server = await TestServer.StartAsync([]);

        (await FailureAsync(server.TlsTarget with { ServerName = "server.dc9.peering.example.consul" })).Should().Be(
            "connection error: desc = \"transport: authentication handshake failed: tls: failed to verify certificate: "
            + $"x509: certificate is valid for {TestServer.ServerName}, not server.dc9.peering.example.consul\"");
    }

    [Fact]
    public async Task Dial_OfACertificateOfAnotherAuthority_IsUnknownToIt()
    {
        using var other = new TestAuthority("another");
        await using var server = await TestServer.StartAsync([]);

        (await FailureAsync(server.TlsTarget with { CaPems = [other.Pem] })).Should().Be(
            "connection error: desc = \"transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate signed by unknown authority\"");
    }

    [Fact]
    public async Task Dial_OfACertificateOfAnAuthorityOfTheSameName_NamesThatOne()
    {
        using var other = new TestAuthority();
        await using var server = await TestServer.StartAsync([]);

        (await FailureAsync(server.TlsTarget with { CaPems = [other.Pem] })).Should().Be(
            "connection error: desc = \"transport: authentication handshake failed: tls: failed to verify certificate: "
            + "x509: certificate signed by unknown authority (possibly because of \\\"x509: ECDSA verification failure\\\" "
            + "while trying to verify candidate authority certificate \\\"pri-test.consul.ca.00000000.consul\\\")\"");
    }

    [Fact]
    public async Task Dial_WithSeveralAuthorities_TakesTheOneThatFits()
    {
        using var other = new TestAuthority();
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);

        await using var connection = await Dialer.ConnectAsync(server.TlsTarget with { CaPems = [other.Pem, server.CaPem] }, default).InTime();

        await connection.CallAsync(Methods.ExchangeSecret, new ExchangeSecretRequest(), ExchangeSecretResponse.Parser, default).InTime();
    }

    [Fact]
    public async Task Dial_OfAnExpiredCertificate_GivesBothTimes()
    {
        await using var server = await TestServer.StartAsync([], certificateLifetime: TimeSpan.FromHours(-1));

        (await FailureAsync(server.TlsTarget)).Should().MatchRegex(
            "x509: certificate has expired or is not yet valid: current time 20[-0-9T:]+Z is after 20[-0-9T:]+Z");
    }

    [Fact]
    public async Task Dial_ByAClockPastTheCertificate_FindsItExpired()
    {
        using var dialer = new PeerDialer(new ManualTimeProvider());
        await using var server = await TestServer.StartAsync([]);

        (await FailureAsync(server.TlsTarget, dialer)).Should().Contain("current time 2030-01-01T00:00:00Z is after ");
    }

    [Fact]
    public async Task Dial_WithTls_OfAPlaintextServer_HearsNoTls()
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        var failing = FailureAsync(new DialTarget(server.Address, "a", [authority.Pem]));
        await using var stream = await server.AcceptAsync();
        await stream.WriteAsync((byte[])[0, 0, 0, 4, 0, 0, 0, 0, 0]);

        (await failing).Should().Be(
            "connection error: desc = \"transport: authentication handshake failed: tls: first record does not look like a TLS handshake\"");
    }

    [Fact]
    public async Task Dial_OfAServerOfOlderTls_ReportsItsAlert()
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        var failing = FailureAsync(new DialTarget(server.Address, "a", [authority.Pem]));
        await using var stream = await server.AcceptAsync();
        await stream.WriteAsync((byte[])[21, 3, 2, 0, 2, 2, 70]);

        (await failing).Should().Be(
            "connection error: desc = \"transport: authentication handshake failed: remote error: tls: protocol version not supported\"");
    }

    [Fact]
    public async Task Dial_ClosedDuringTheHandshake_IsAnEndOfFile()
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        var failing = FailureAsync(new DialTarget(server.Address, "a", [authority.Pem]));
        await using (var stream = await server.AcceptAsync())
        {
            await stream.ReadAsync(new byte[4096]).InTime();
        }

        (await failing).Should().Be("connection error: desc = \"transport: authentication handshake failed: EOF\"");
    }

    [Fact]
    public async Task Dial_ResetDuringTheHandshake_SaysBetweenWhom()
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        var failing = FailureAsync(new DialTarget(server.Address, "a", [authority.Pem]));
        await using (var stream = await server.AcceptAsync())
        {
            await stream.ReadAsync(new byte[4096]).InTime();
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Dispose();
        }

        (await failing).Should().MatchRegex(
            $"^connection error: desc = \"transport: authentication handshake failed: read tcp 127.0.0.1:[0-9]+->{server.Address}: read: connection reset by peer\"$");
    }

    [Fact]
    public async Task Dial_WithoutTls_OfATlsServer_EndsInItsPreface()
    {
        await using var server = await TestServer.StartAsync([]);

        (await FailureAsync(new DialTarget(server.Tls.ToString(), null, []))).Should().MatchRegex(
            "^connection error: desc = \"error reading server preface: (EOF|read tcp .*: read: connection reset by peer)\"$");
    }

    [Fact]
    public async Task Dial_OfAServerOfHttp1_EndsInItsPreface()
    {
        using var server = new RawServer();
        var failing = FailureAsync(server.Plaintext);
        await using var stream = await server.AcceptAsync();
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

        (await failing).Should().Be("connection error: desc = \"error reading server preface: http2: frame too large\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dial_OfASilentServer_IsGivenUpAfterTwentySeconds(bool tls)
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        var time = new ManualTimeProvider();
        using var dialer = new PeerDialer(time);
        var failing = FailureAsync(tls ? new DialTarget(server.Address, "a", [authority.Pem]) : server.Plaintext, dialer);
        await using var stream = await server.AcceptAsync();
        await stream.ReadExactlyAsync(new byte[24]).InTime();

        time.Advance(TimeSpan.FromSeconds(19));
        failing.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await failing).Should().Contain(tls ? "authentication handshake failed: context deadline exceeded" : "error reading server preface: ");
        (await stream.ReadUntilEndAsync()).Should().BeTrue("the connection is not left behind");
    }

    [Fact]
    public async Task Dial_ThatIsCancelled_ClosesItsConnection()
    {
        using var authority = new TestAuthority();
        using var server = new RawServer();
        using var cancel = new CancellationTokenSource();
        var connecting = Dialer.ConnectAsync(new DialTarget(server.Address, "a", [authority.Pem]), cancel.Token);
        await using var stream = await server.AcceptAsync();

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => connecting.InTime()).Should().ThrowAsync<OperationCanceledException>();
        (await stream.ReadUntilEndAsync()).Should().BeTrue();
    }

    private static async Task<string> FailureAsync(DialTarget target, PeerDialer? dialer = null)
    {
        var calling = async () =>
        {
            await using var connection = await (dialer ?? Dialer).ConnectAsync(target, default);
            await connection.CallAsync(Methods.ExchangeSecret, new ExchangeSecretRequest(), ExchangeSecretResponse.Parser, default);
        };
        var failure = await calling.Should().ThrowAsync<GrpcException>();
        failure.Which.Status.Code.Should().Be(GrpcStatusCode.Unavailable);
        return failure.Which.Status.Message;
    }
}
