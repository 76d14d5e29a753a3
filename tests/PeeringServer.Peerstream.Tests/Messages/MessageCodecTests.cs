using System.Buffers;
using Google.Protobuf;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Messages;

public sealed class MessageCodecTests
{
    // A lead byte of two-byte text followed by no continuation.
    private static readonly byte[] NoUtf8 = [0xc3, 0x28];

    [Fact]
    public void Decode_OfTruncatedBytes_GivesTheRecordedText()
    {
        Decoding(ExchangeSecretRequest.Parser, [0xff, 0xff, 0xff])
            .Should().Throw<MessageDecodeException>().WithMessage("proto:\u00a0cannot parse invalid wire-format data");
    }

    [Fact]
    public void Decode_OfTextThatIsNoUtf8_GivesTheRecordedText()
    {
        Decoding(ExchangeSecretRequest.Parser, [0x0a, 0x02, .. NoUtf8])
            .Should().Throw<MessageDecodeException>().WithMessage("string field contains invalid UTF-8");
    }

    [Theory]
    [InlineData("0a040a02c328")] // open.PeerID
    [InlineData("1a04 1202c328")] // response.ResourceURL
    [InlineData("12062a041202c328")] // request.Error.message
    public void Decode_OfNestedTextThatIsNoUtf8_IsRefused(string hex)
    {
        Decoding(ReplicationMessage.Parser, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))
            .Should().Throw<MessageDecodeException>();
    }

    [Fact]
    public void Decode_OfMapEntryThatIsNoUtf8_IsRefused()
    {
        // Node.Meta, one entry with only a value.
        Decoding(Node.Parser, [0x32, 0x04, 0x12, 0x02, .. NoUtf8]).Should().Throw<MessageDecodeException>();
    }

    [Fact]
    public void Decode_OfBytesInsideAnAny_LeavesThemToTheReceiverOfTheResource()
    {
        var response = new ReplicationMessage.Types.Response { Resource = new() { TypeUrl = "x", Value = ByteString.CopyFrom(NoUtf8) } };
        var bytes = new ReplicationMessage { Response = response }.ToByteArray();

        MessageCodec.Decode(ReplicationMessage.Parser, new ReadOnlySequence<byte>(bytes)).Response.Should().Be(response);
    }

    private static Action Decoding<T>(MessageParser<T> parser, byte[] bytes)
        where T : IMessage<T>
    {
        return () => MessageCodec.Decode(parser, new ReadOnlySequence<byte>(bytes));
    }
}
