using System.Text.Json.Nodes;
using Google.Protobuf;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Messages;

public sealed class RecordedMessagesTests
{
    public static TheoryData<string> Files => [.. RecordedMessages.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Message_OfRecording_DecodesToItsRecordedForm(string file)
    {
        var placeholders = new Placeholders();
        foreach (var message in RecordedMessages.Read(file).Where(m => m.Refusal is null))
        {
            var decoded = MessageJson.Format(MessageJson.Parse(message));

            placeholders.Difference(message.Decoded, decoded).Should().BeNull("of {0}", message);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Message_EncodedAgain_DecodesToTheSame(string file)
    {
        foreach (var message in RecordedMessages.Read(file).Where(m => m.Refusal is null))
        {
            var decoded = MessageJson.Parse(message);
            var again = decoded.Descriptor.Parser.ParseFrom(decoded.ToByteArray());

            again.Should().Be(decoded, "of {0}", message);
            JsonNode.DeepEquals(MessageJson.Format(again), MessageJson.Format(decoded)).Should().BeTrue("of {0}", message);
        }
    }

    [Fact]
    public void Samples_AreNotNormalised_SoTheyAreComparedAsTheyStand()
    {
        var samples = RecordedMessages.Read(RecordedMessages.SamplesFile).ToList();

        samples.Should().HaveCount(30);
        foreach (var sample in samples)
        {
            JsonNode.DeepEquals(MessageJson.Format(MessageJson.Parse(sample)), sample.Decoded).Should().BeTrue("of {0}", sample);
        }
    }

    [Fact]
    public void Recordings_AreAllRead()
    {
        var messages = RecordedMessages.Files.Where(f => f != RecordedMessages.SamplesFile).SelectMany(RecordedMessages.Read).ToList();

        messages.Should().HaveCount(78 + 53 + 1410);
        messages.Count(m => m.Refusal is not null).Should().Be(4);
    }

    [Fact]
    public void Message_RecordedAsUndecodable_IsRefused()
    {
        foreach (var message in RecordedMessages.Read("05-errors.json").Where(m => m.Refusal is not null))
        {
            var decode = () => MessageJson.Parse(message);
            if (message.Refusal!.StartsWith("undecodable", StringComparison.Ordinal))
            {
                decode.Should().Throw<InvalidProtocolBufferException>();
                continue;
            }

            var response = decode().Should().BeOfType<ReplicationMessage>().Subject.Response;
            response.Resource.Invoking(any => any.Unpack<PeeringTrustBundle>()).Should().Throw<InvalidProtocolBufferException>();
        }
    }

    [Fact]
    public void Message_WithFieldsOfALaterVersion_IsReadAndKeepsThem()
    {
        // Field 99, length-delimited, after a heartbeat.
        byte[] bytes = [0x2a, 0x00, 0x9a, 0x06, 0x01, 0x07];

        var message = ReplicationMessage.Parser.ParseFrom(bytes);

        message.PayloadCase.Should().Be(ReplicationMessage.PayloadOneofCase.Heartbeat);
        message.ToByteArray().Should().Equal(bytes);
    }
}
