using System.Text;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;
using PeeringServer.Testing;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>PINGs at the acceptor: those it sends, and those it gets.</summary>
public sealed class AcceptedLineTests
{
    private static readonly byte[] Zeros = new byte[8];
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(20);

    private readonly VirtualTimeProvider _clock = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_Silent_IsAskedAfterThirtySecondsAndLeftAfterTwentyMore(bool tls)
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls);
        _clock.Advance(Silence - TimeSpan.FromMilliseconds(1));
        await PingAsync(frames, 1);
        frames.Seen.Should().NotContain(static frame => frame.Type == FrameType.Ping && !frame.IsAck);

        _clock.Advance(Silence);
        (await frames.ReadAsync(FrameType.Ping)).Payload.Should().Equal(Zeros);

        // It is answered; behind that the answer to another one tells that it was heard.
        await PingAsync(frames, 2);
        _clock.Advance(Silence);
        (await frames.ReadAsync()).Should().Match<Frame>(static frame => frame.Type == FrameType.Ping && !frame.IsAck);
        _clock.Advance(Answer);
        (await frames.Stream.ReadUntilEndAsync()).Should().BeTrue();
        await server.Connections.Become(0);
    }

    [Fact]
    public async Task Connection_ThatSpeaks_IsNotAsked()
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls: false);
        for (byte i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(29));
            await PingAsync(frames, i);
        }

        frames.Seen.Should().NotContain(static frame => frame.Type == FrameType.Ping && !frame.IsAck);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pings_TooMany_AreAnsweredAndEndTheConnection(bool tls)
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls);
        await new RawCall(frames).BeginAsync((":path", Methods.StreamResources));
        await PingAsync(frames, 0);
        for (byte i = 1; i <= 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(14));
            await PingAsync(frames, i);
        }

        var end = await frames.ReadAsync();
        end.Type.Should().Be(FrameType.GoAway);
        end.Payload.Should().Equal([0, 0, 0, 1, 0, 0, 0, 11, .. Encoding.ASCII.GetBytes("too_many_pings")]);
        (await frames.Stream.ReadUntilEndAsync()).Should().BeTrue();
    }

    /// <summary>What still comes is not taken: the client hears that the connection is over, and so does our side.</summary>
    [Fact]
    public async Task Pings_TooManyAtOnceAndMore_AreAnsweredUpToTheOneTooMany()
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls: false);
        byte[] ping = [0, 0, 8, 6, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9];

        await frames.Stream.WriteAsync((byte[])[.. ping, .. ping, .. ping, .. ping, .. ping, .. ping]);

        var answers = new List<FrameType>();
        do
        {
            var frame = await frames.ReadAsync();
            answers.AddRange(frame.Type is FrameType.Ping or FrameType.GoAway ? [frame.Type] : []);
        }
        while (answers is not [.., FrameType.GoAway]);
        answers.Should().Equal(FrameType.Ping, FrameType.Ping, FrameType.Ping, FrameType.Ping, FrameType.GoAway);
        (await frames.Stream.ReadUntilEndAsync()).Should().BeTrue();
        await server.Connections.Become(0);
    }

    [Fact]
    public async Task Pings_FarEnoughApart_AreNeverTooMany()
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls: false);
        for (byte i = 1; i <= 10; i++)
        {
            await PingAsync(frames, i);
            _clock.Advance(TimeSpan.FromSeconds(15));
        }
    }

    /// <summary>A client that measures round trips does so after each message.</summary>
    [Fact]
    public async Task Pings_BetweenMessages_AreNeverTooMany()
    {
        await using var server = await StartAsync();
        await using var frames = await ConnectAsync(server, tls: false);
        var call = new RawCall(frames);
        await call.BeginAsync((":path", Methods.StreamResources));
        for (byte i = 1; i <= 10; i++)
        {
            await call.SendAsync(new ReplicationMessage { Heartbeat = new() });
            await frames.ReadAsync(FrameType.Data);
            await PingAsync(frames, i);
            await PingAsync(frames, i);
        }
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync([Methods.StreamEcho()], _clock);

    private static async Task<FrameStream> ConnectAsync(TestServer server, bool tls)
    {
        var frames = tls ? new FrameStream(await RawClient.ConnectTlsAsync(server.Tls)) : new FrameStream(await RawClient.ConnectAsync(server.Plaintext));
        await frames.StartAsync();
        await frames.ReadAsync(FrameType.Settings);
        return frames;
    }

    private static async Task PingAsync(FrameStream frames, byte number)
    {
        byte[] payload = [9, 9, 9, 9, 9, 9, 9, number];
        await frames.SendAsync(FrameType.Ping, 0, 0, payload);
        var answer = await frames.ReadAsync(FrameType.Ping);
        answer.IsAck.Should().BeTrue();
        answer.Payload.Should().Equal(payload);
    }
}
