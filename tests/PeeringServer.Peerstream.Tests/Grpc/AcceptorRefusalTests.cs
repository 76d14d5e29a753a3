using Google.Protobuf;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>What is answered before any method is asked; exact texts are those of the recordings.</summary>
public sealed class AcceptorRefusalTests
{
    private static readonly ExchangeSecretRequest Request = new() { PeerID = "p", EstablishmentSecret = "s" };
    private static readonly ReplicationMessage Heartbeat = new() { Heartbeat = new() };

    public static TheoryData<string, string, string> Headers => new()
    {
        { ":scheme", "https", "200 application/grpc 0 " },
        { ":scheme", "http", "200 application/grpc 0 " },
        { ":authority", "127.0.0.1:8503", "200 application/grpc 0 " },
        { "te", "", "200 application/grpc 0 " },
        { "user-agent", "grpc-dotnet/2.60.0 (.NET 8.0.0)", "200 application/grpc 0 " },
        { "grpc-accept-encoding", "identity,gzip,deflate", "200 application/grpc 0 " },
        { "grpc-encoding", "identity", "200 application/grpc 0 " },
        { "content-type", "application/grpc+proto", "200 application/grpc+proto 0 " },
        { "content-type", "application/grpc;x", "200 application/grpc+x 0 " },
        { "content-type", "application/json", "415 application/grpc 3 invalid gRPC request content-type \"application/json\"" },
        { "content-type", "application/grpcx", "415 application/grpc 3 invalid gRPC request content-type \"application/grpcx\"" },
        { "content-type", "", "415 application/grpc 3 invalid gRPC request content-type \"\"" },
        { ":method", "GET", "405 application/grpc 13 Received a HEADERS frame with :method \"GET\" which should be POST" },
        { ":method", "post", "405 application/grpc 13 Received a HEADERS frame with :method \"post\" which should be POST" },
        { ":path", "/a", "200 application/grpc 12 malformed method name: \"/a\"" },
        { ":path", "/example.Nope/Nope", "200 application/grpc 12 unknown service example.Nope" },
        { ":path", "/a/b/C", "200 application/grpc 12 unknown service a/b" },
        { ":path", $"/{Methods.Service}/Nope", $"200 application/grpc 12 unknown method Nope for service {Methods.Service}" },
        { ":path", $"/{Methods.Service}/exchangesecret", $"200 application/grpc 12 unknown method exchangesecret for service {Methods.Service}" },
        { ":path", $"{Methods.ExchangeSecret}?x=1", $"200 application/grpc 12 unknown method ExchangeSecret?x=1 for service {Methods.Service}" },
        { "grpc-encoding", "gzip", "200 application/grpc 12 grpc: Decompressor is not installed for grpc-encoding \"gzip\"" },
        { "grpc-timeout", "5S", "200 application/grpc 0 " },
        { "grpc-timeout", "5", "400 application/grpc 13 malformed grpc-timeout: transport: timeout string is too short: \"5\"" },
        { "grpc-timeout", "1234567890S", "400 application/grpc 13 malformed grpc-timeout: transport: timeout string is too long: \"1234567890S\"" },
        { "grpc-timeout", "5x", "400 application/grpc 13 malformed grpc-timeout: transport: timeout unit is not recognized: \"5x\"" },
        { "grpc-timeout", "aS", "400 application/grpc 13 malformed grpc-timeout: strconv.ParseInt: parsing \"a\": invalid syntax" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Call_WithOneHeaderChanged_IsAnsweredAsRecorded(string name, string value, string answer)
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync((name, value.Length == 0 ? null : value));
        await call.SendAsync(Request, end: true);

        (await call.FinishAsync()).Summary.Should().Be(answer);
    }

    public static TheoryData<string, string> UnaryBodies => new()
    {
        { "", "2 EOF" },
        { "00", "2 unexpected EOF" },
        { "0000000003", "2 unexpected EOF" },
        { "0000000003ffff", "2 unexpected EOF" },
        { "0000000003ffffff", "13 grpc: error unmarshalling request: proto:\u00a0cannot parse invalid wire-format data" },
        { "00000000040a02c328", "13 grpc: error unmarshalling request: string field contains invalid UTF-8" },
        { "0100000000", "13 grpc: compressed flag set with identity or empty encoding" },
        { "0200000000", "13 grpc: received unexpected payload format 2" },
        { "0003200001", "8 grpc: received message larger than max (52428801 vs. 52428800)" },
        { "00ffffffff", "8 grpc: received message larger than max (4294967295 vs. 52428800)" },
        { "0000000000", "0 " },
        { "00000000000000000003ffffff", "0 " },
    };

    [Theory]
    [MemberData(nameof(UnaryBodies))]
    public async Task UnaryCall_WithBody_EndsAsRecorded(string hex, string status)
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync();
        await call.SendBytesAsync(Convert.FromHexString(hex), end: true);

        (await call.FinishAsync()).Status.Should().Be(status);
    }

    public static TheoryData<string, string> StreamBodies => new()
    {
        { "00", "13 unexpected EOF" },
        { "0000000003ffff", "13 unexpected EOF" },
        { "0000000003ffffff", "13 grpc: failed to unmarshal the received message: proto:\u00a0cannot parse invalid wire-format data" },
        { "00000000060a040a02c328", "13 grpc: failed to unmarshal the received message: string field contains invalid UTF-8" },
        { "0100000000", "13 grpc: compressed flag set with identity or empty encoding" },
        { "0003200001", "8 grpc: received message larger than max (52428801 vs. 52428800)" },
        { "", "0 " },
    };

    [Theory]
    [MemberData(nameof(StreamBodies))]
    public async Task Stream_WithBody_EndsAsRecorded(string hex, string status)
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync((":path", Methods.StreamResources));
        await call.SendBytesAsync(Convert.FromHexString(hex), end: true);

        (await call.FinishAsync()).Status.Should().Be(status);
    }

    [Fact]
    public async Task Refusal_BeforeAnyMessage_IsOneHeadersFrameAndAReset()
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync((":path", Methods.StreamResources));
        await call.SendAsync(0, [0xff, 0xff]);

        (await call.FinishAsync()).TrailersOnly.Should().BeTrue();
        (await frames.ReadAsync(FrameType.RstStream)).Payload.Should().Equal(FrameStream.BigEndian(0), "the client had not ended its side");
    }

    [Fact]
    public async Task Refusal_AfterAMessage_ComesInTrailersAndAReset()
    {
        await using var server = await TestServer.StartAsync([Methods.StreamEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync((":path", Methods.StreamResources));
        await call.SendAsync(Heartbeat);
        await frames.ReadAsync(FrameType.Data, 1);
        await call.SendAsync(0, [0xff, 0xff]);

        (await call.FinishAsync()).Status.Should().Be("13 grpc: failed to unmarshal the received message: proto:\u00a0cannot parse invalid wire-format data");
        (await frames.ReadAsync(FrameType.RstStream)).Payload.Should().Equal(FrameStream.BigEndian(0));
    }

    [Fact]
    public async Task Success_CarriesAnEmptyMessageInItsTrailers()
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync();
        await call.SendAsync(Request, end: true);

        var answer = await call.FinishAsync();
        answer.Blocks.Should().HaveCount(2);
        answer.Blocks[1].Should().BeEquivalentTo(new[] { ("grpc-status", "0"), ("grpc-message", "") });
        answer.Data.Should().Equal([0, 0, 0, 0, 3, .. new ExchangeSecretResponse { StreamSecret = "s" }.ToByteArray()]);
    }

    [Fact]
    public async Task UnaryCall_NotHalfClosed_IsAnsweredOnItsFirstMessage()
    {
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync();
        await call.SendAsync(Request);

        (await call.FinishAsync()).Status.Should().Be("0 ");
    }

    [Fact]
    public async Task Message_OfExactlyTheLimit_IsTaken()
    {
        // A field nobody knows fills the message up to the limit: its tag takes two bytes and its length four.
        var filler = new byte[50 * 1024 * 1024 - 6];
        byte[] message = [0x9a, 0x06, 0xfa, 0xff, 0xff, 0x18, .. filler];
        await using var server = await TestServer.StartAsync([Methods.ExchangeEcho()]);
        await using var frames = await RawClient.StartAsync(server.Plaintext);
        var call = new RawCall(frames);

        await call.BeginAsync();
        var sending = new FlowControlledSender(frames).SendAsync([0, .. FrameStream.BigEndian(message.Length), .. message]);
        await sending.InTime();

        (await call.FinishAsync()).Status.Should().Be("0 ");
    }
}
