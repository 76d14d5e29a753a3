using System.Net.Security;
using System.Security.Authentication;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>A dialer against an acceptor that is played frame by frame.</summary>
public sealed class DialerCallTests : IDisposable
{
    private static readonly PeerDialer Dialer = new(TimeProvider.System);
    private static readonly ReplicationMessage Heartbeat = new() { Heartbeat = new() };
    private static readonly byte[] HeartbeatFrame = [0, 0, 0, 0, 2, 0x2a, 0];
    private static readonly (string, string)[] ResponseHeaders = [(":status", "200"), ("content-type", "application/grpc")];

    private readonly RawServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Call_OnTheWire_LooksAsADialersDoes()
    {
        var opening = OpenAsync(_server.Plaintext with { ServerName = "server.dc1.peering.x.consul" });
        await using var acceptor = await _server.AcceptHttp2Async();

        var headers = acceptor.Decode(await acceptor.ReadAsync(FrameType.Headers));

        headers.Where(h => h.Name != "user-agent").Should().BeEquivalentTo(new[]
        {
            (":method", "POST"), (":scheme", "http"), (":path", Methods.StreamResources), (":authority", "server.dc1.peering.x.consul"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        });
        headers.Single(h => h.Name == "user-agent").Value.Should().StartWith("peering-server/");
        await using var call = await opening.InTime();
    }

    [Fact]
    public async Task Call_WithoutServerName_IsNamedAfterTheAddress()
    {
        var opening = OpenAsync(_server.Plaintext);
        await using var acceptor = await _server.AcceptHttp2Async();

        var headers = acceptor.Decode(await acceptor.ReadAsync(FrameType.Headers));

        headers.Should().Contain((":authority", _server.Address));
        await using var call = await opening.InTime();
    }

    [Theory]
    [InlineData(null, SslProtocols.Tls13)]
    [InlineData("h2", SslProtocols.Tls13)]
    [InlineData(null, SslProtocols.Tls12)]
    public async Task Call_WhateverTheAcceptorSelects_GoesOnInHttp2(string? selected, SslProtocols version)
    {
        using var authority = new TestAuthority();
        var opening = OpenAsync(new DialTarget(_server.Address, "name", [authority.Pem]));
        await using var tls = await _server.AcceptTlsAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = authority.Issue("name"),
            EnabledSslProtocols = version,
            ApplicationProtocols = selected is null ? null : [new SslApplicationProtocol(selected)],
        });
        await using var acceptor = new FrameStream(tls);

        await acceptor.AcceptAsync();
        await using var call = await opening.InTime();
        await call.Stream.WriteAsync(Heartbeat, default).InTime();

        tls.TargetHostName.Should().Be("name");
        (await acceptor.ReadAsync(FrameType.Data)).Payload.Should().Equal(HeartbeatFrame);
    }

    [Fact]
    public async Task Stream_IsOpen_BeforeTheAcceptorAnswers()
    {
        await using var pair = await StartAsync();

        await pair.Call.Stream.WriteAsync(Heartbeat, default).InTime();
        (await pair.Acceptor.ReadAsync(FrameType.Data)).Payload.Should().Equal(HeartbeatFrame);
        await pair.RespondAsync();

        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
    }

    [Fact]
    public async Task Stream_ThatGetsManyMessages_MeasuresNoRoundTrips()
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();
        for (var i = 0; i < 50; i++)
        {
            await pair.Acceptor.SendDataAsync(1, HeartbeatFrame);
            (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
            await pair.Call.Stream.WriteAsync(Heartbeat, default).InTime();
            await pair.Acceptor.ReadAsync(FrameType.Data);
        }

        pair.Acceptor.Seen.Should().NotContain(frame => frame.Type == FrameType.Ping, "an acceptor answers them with too_many_pings");
    }

    [Fact]
    public async Task Ping_OfTheAcceptor_IsAnswered()
    {
        await using var pair = await StartAsync();

        await pair.Acceptor.SendAsync(FrameType.Ping, 0, 0, [2, 4, 16, 16, 9, 14, 7, 7]);

        var ping = await pair.Acceptor.ReadAsync(FrameType.Ping);
        ping.IsAck.Should().BeTrue();
        ping.Payload.Should().Equal(2, 4, 16, 16, 9, 14, 7, 7);
    }

    [Fact]
    public async Task Stream_HalfClosed_StillReadsToTheStatus()
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();

        pair.Call.Stream.Complete();
        (await pair.Acceptor.ReadAsync(FrameType.Data)).EndsStream.Should().BeTrue();
        await pair.EndAsync(("grpc-status", "0"), ("grpc-message", ""));

        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().BeNull();
    }

    public static TheoryData<string, string, string> Ends => new()
    {
        { "grpc-status: 9;grpc-message: not%20a leader", "FailedPrecondition", "not a leader" },
        { "grpc-status: 7;grpc-message: 100%25 %C3%BC %zz", "PermissionDenied", "100% ü %zz" },
        { "grpc-status: 99", "Code(99)", "" },
        { "x: y", "Unknown", "" },
        { "grpc-status: nine", "Internal", "transport: malformed grpc-status: strconv.ParseInt: parsing \"nine\": invalid syntax" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Stream_EndedWithAStatus_ThrowsIt(string trailers, string code, string message)
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();

        await pair.EndAsync([.. trailers.Split(';').Select(line => line.Split(": ")).Select(part => (part[0], part[1]))]);
        await pair.Acceptor.ResetAsync(1, error: 0);

        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
        (await StatusAsync(pair)).Should().Be((code, message));
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { ":status: 200;content-type: application/grpc;grpc-status: 7;grpc-message: no", "PermissionDenied", "no" },
        { ":status: 200;content-type: application/grpc+proto;grpc-status: 14;grpc-message: try later", "Unavailable", "try later" },
        { ":status: 404", "Unimplemented", "unexpected HTTP status code received from server: 404 (Not Found); malformed header: missing HTTP content-type" },
        {
            ":status: 503;content-type: text/plain", "Unavailable",
            "unexpected HTTP status code received from server: 503 (Service Unavailable); transport: received unexpected content-type \"text/plain\""
        },
        {
            ":status: 403;content-type: text/html", "PermissionDenied",
            "unexpected HTTP status code received from server: 403 (Forbidden); transport: received unexpected content-type \"text/html\""
        },
        { ":status: 415;content-type: application/grpc;grpc-status: 3", "Unknown", "unexpected HTTP status code received from server: 415 (Unsupported Media Type)" },
        { ":status: 200;content-type: text/html", "Unknown", "transport: received unexpected content-type \"text/html\"" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Stream_RefusedInItsHeaders_ThrowsTheStatus(string headers, string code, string message)
    {
        await using var pair = await StartAsync();

        await pair.Acceptor.SendHeadersAsync(1, end: true, [.. headers.Split(';').Select(line => line.Split(": ")).Select(part => (part[0], part[1]))]);
        await pair.Acceptor.ResetAsync(1, error: 0);

        (await StatusAsync(pair)).Should().Be((code, message));
    }

    [Fact]
    public async Task Refusal_WithDetails_CarriesThem()
    {
        // The recorded refusal of a follower.
        const string details = "CAkSNGNhbm5vdCBlc3RhYmxpc2ggYSBwZWVyaW5nIHN0cmVhbSBvbiBhIGZvbGxvd2VyIG5vZGUaVwpGdHlwZS5nb29nbGVhcGlzLmNvbS9oYXNoaWNvcnAuY29uc3VsLmludGVybmFsLnBlZXJzdHJlYW0uTGVhZGVyQWRkcmVzcxINCgsxMjcuMC4wLjE6MQ";
        await using var pair = await StartAsync();

        await pair.Acceptor.SendHeadersAsync(1, end: true, [.. ResponseHeaders, ("grpc-status", "9"), ("grpc-status-details-bin", details)]);

        var failure = await FluentActions.Awaiting(() => pair.Call.Stream.ReadAsync(default).InTime()).Should().ThrowAsync<GrpcException>();
        var status = Status.Parser.ParseFrom(failure.Which.Status.Details);
        status.Code.Should().Be(9);
        status.Details.Single().Unpack<LeaderAddress>().Address.Should().Be("127.0.0.1:1");
    }

    [Theory]
    [InlineData(0, "Internal", "NO_ERROR")]
    [InlineData(7, "Unavailable", "REFUSED_STREAM")]
    [InlineData(8, "Canceled", "CANCEL")]
    [InlineData(11, "ResourceExhausted", "ENHANCE_YOUR_CALM")]
    public async Task Stream_ThatIsReset_ThrowsWhatTheErrorStandsFor(int error, string code, string name)
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();
        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);

        await pair.Acceptor.ResetAsync(1, error);

        (await StatusAsync(pair)).Should().Be((code, $"stream terminated by RST_STREAM with error code: {name}"));
    }

    [Fact]
    public async Task Stream_EndedByData_LacksItsTrailers()
    {
        await using var pair = await StartAsync();
        await pair.Acceptor.SendHeadersAsync(1, end: false, ResponseHeaders);
        await pair.Acceptor.SendDataAsync(1, [], end: true);

        (await StatusAsync(pair)).Should().Be(("Internal", "server closed the stream without sending trailers"));
    }

    [Fact]
    public async Task Stream_EndedInsideAMessage_IsAnUnexpectedEnd()
    {
        await using var pair = await StartAsync();
        await pair.Acceptor.SendHeadersAsync(1, end: false, ResponseHeaders);
        await pair.Acceptor.SendDataAsync(1, [0, 0, 0], end: true);

        (await StatusAsync(pair)).Should().Be(("Internal", "unexpected EOF"));
    }

    [Theory]
    [InlineData("0000800001", "ResourceExhausted", "grpc: received message larger than max (8388609 vs. 8388608)")]
    [InlineData("0100000000", "Internal", "grpc: compressed flag set with identity or empty encoding")]
    [InlineData("0000000002ffff", "Internal", "grpc: failed to unmarshal the received message: proto:\u00a0cannot parse invalid wire-format data")]
    public async Task Message_ThatCannotBeTaken_EndsTheStream(string hex, string code, string message)
    {
        await using var pair = await StartAsync();
        await pair.Acceptor.SendHeadersAsync(1, end: false, ResponseHeaders);
        await pair.Acceptor.SendDataAsync(1, Convert.FromHexString(hex));

        (await StatusAsync(pair)).Should().Be((code, message));
    }

    [Fact]
    public async Task Stream_AfterAGoaway_GoesOn()
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();

        await pair.Acceptor.SendAsync(FrameType.GoAway, 0, 0, [0, 0, 0, 1, 0, 0, 0, 0]);
        await pair.Acceptor.SendDataAsync(1, HeartbeatFrame);
        await pair.Call.Stream.ReadAsync(default).InTime();
        (await pair.Call.Stream.ReadAsync(default).InTime()).Should().Be(Heartbeat);
        await pair.Call.Stream.WriteAsync(Heartbeat, default).InTime();

        (await pair.Acceptor.ReadAsync(FrameType.Data)).Payload.Should().Equal(HeartbeatFrame);
    }

    [Fact]
    public async Task Stream_WhoseConnectionIsLost_SaysHow()
    {
        await using var pair = await StartAsync();
        await pair.RespondAsync();
        await pair.Call.Stream.ReadAsync(default).InTime();

        await pair.Acceptor.DisposeAsync();

        var (code, message) = await StatusAsync(pair);
        code.Should().Be("Unavailable");
        message.Should().MatchRegex("^connection error: desc = \"error reading from server: (EOF|read tcp .*: read: connection reset by peer)\"$");
        await FluentActions.Awaiting(() => pair.Call.Stream.WriteAsync(Heartbeat, default).InTime()).Should().ThrowAsync<GrpcException>();
        var again = () => pair.Call.Connection.OpenAsync<ReplicationMessage, ReplicationMessage>(Methods.StreamResources, ReplicationMessage.Parser, default).InTime();
        (await again.Should().ThrowAsync<GrpcException>()).WithMessage("*connection error*");
        _server.HasPending.Should().BeFalse("the HTTP client would make another connection by itself");
    }

    [Fact]
    public async Task Call_EndedWellWithoutAMessage_IsAnEndThatHasNoCode()
    {
        var calling = CallAsync();
        await using var acceptor = await _server.AcceptHttp2Async();
        await acceptor.ReadAsync(FrameType.Headers);
        await acceptor.SendHeadersAsync(1, end: true, [.. ResponseHeaders, ("grpc-status", "0"), ("grpc-message", "")]);

        await FluentActions.Awaiting(() => calling.InTime()).Should().ThrowAsync<GrpcException>().WithMessage("EOF");
    }

    [Fact]
    public async Task Call_RefusedBeforeItWasAsked_ThrowsTheStatus()
    {
        var calling = CallAsync();
        await using var acceptor = await _server.AcceptHttp2Async();
        await acceptor.ReadAsync(FrameType.Headers);
        await acceptor.SendHeadersAsync(1, end: true, [.. ResponseHeaders, ("grpc-status", "8"), ("grpc-message", "rate limit reached, try again later")]);
        await acceptor.ResetAsync(1, error: 0);

        await FluentActions.Awaiting(() => calling.InTime()).Should().ThrowAsync<GrpcException>()
            .WithMessage("rpc error: code = ResourceExhausted desc = rate limit reached, try again later");
    }

    [Fact]
    public async Task Call_AnsweredWithAMessageAndAnError_ThrowsTheError()
    {
        var calling = CallAsync();
        await using var acceptor = await _server.AcceptHttp2Async();
        await acceptor.ReadAsync(FrameType.Data);
        await acceptor.SendHeadersAsync(1, end: false, ResponseHeaders);
        await acceptor.SendDataAsync(1, [0, 0, 0, 0, 0]);
        await acceptor.SendHeadersAsync(1, end: true, ("grpc-status", "13"), ("grpc-message", "x"));

        await FluentActions.Awaiting(() => calling.InTime()).Should().ThrowAsync<GrpcException>().WithMessage("rpc error: code = Internal desc = x");
    }

    [Fact]
    public async Task Read_ThatIsCancelled_LeavesTheStreamToBeDisposed()
    {
        await using var pair = await StartAsync();
        using var cancel = new CancellationTokenSource();
        var reading = pair.Call.Stream.ReadAsync(cancel.Token);

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => reading.InTime()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Dispose_OfAnOpenStream_ResetsItAndClosesTheConnection()
    {
        await using var pair = await StartAsync();

        await pair.Call.Stream.DisposeAsync().InTime();
        (await pair.Acceptor.ReadAsync(FrameType.RstStream)).Payload.Should().Equal(FrameStream.BigEndian(8));
        await pair.Call.DisposeAsync().InTime();

        (await pair.Acceptor.Stream.ReadUntilEndAsync()).Should().BeTrue();
    }

    private static async Task<OpenCall> OpenAsync(DialTarget target)
    {
        var connection = await Dialer.ConnectAsync(target, default).InTime();
        var stream = await connection.OpenAsync<ReplicationMessage, ReplicationMessage>(Methods.StreamResources, ReplicationMessage.Parser, default).InTime();
        return new OpenCall(connection, stream);
    }

    private static async Task<(string Code, string Message)> StatusAsync(Pair pair)
    {
        var failure = await FluentActions.Awaiting(() => pair.Call.Stream.ReadAsync(default).InTime()).Should().ThrowAsync<GrpcException>();
        return (failure.Which.Status.CodeName, failure.Which.Status.Message);
    }

    private async Task<Pair> StartAsync()
    {
        var opening = OpenAsync(_server.Plaintext);
        var acceptor = await _server.AcceptHttp2Async();
        return new Pair(acceptor, await opening.InTime());
    }

    private async Task<ExchangeSecretResponse> CallAsync()
    {
        await using var connection = await Dialer.ConnectAsync(_server.Plaintext, default).InTime();
        return await connection.CallAsync(Methods.ExchangeSecret, new ExchangeSecretRequest(), ExchangeSecretResponse.Parser, default).InTime();
    }

    private sealed record OpenCall(GrpcConnection Connection, GrpcClientStream<ReplicationMessage, ReplicationMessage> Stream) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Stream.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }

    private sealed record Pair(FrameStream Acceptor, OpenCall Call) : IAsyncDisposable
    {
        /// <summary>Answers the call with headers and one heartbeat.</summary>
        public async Task RespondAsync()
        {
            await Acceptor.SendHeadersAsync(1, end: false, ResponseHeaders);
            await Acceptor.SendDataAsync(1, HeartbeatFrame);
        }

        public Task EndAsync(params (string, string)[] trailers) => Acceptor.SendHeadersAsync(1, end: true, trailers);

        public async ValueTask DisposeAsync()
        {
            await Call.DisposeAsync();
            await Acceptor.DisposeAsync();
        }
    }
}
