using System.Buffers;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Messages;

/// <summary>Decodes messages as strictly as Consul does.</summary>
internal static class MessageCodec
{
    /// <exception cref="MessageDecodeException">The bytes are cut short, malformed, or hold text that is no UTF-8.</exception>
    public static T Decode<T>(MessageParser<T> parser, ReadOnlySequence<byte> bytes)
        where T : IMessage<T>
    {
        try
        {
            var message = parser.ParseFrom(bytes);
            if (!HasOnlyUtf8(new CodedInputStream(bytes.ToArray()), message.Descriptor))
            {
                throw new MessageDecodeException(DecodeErrorConstants.InvalidUtf8);
            }

            return message;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new MessageDecodeException(DecodeErrorConstants.InvalidWireFormat, e);
        }
    }

    /// <summary>The parser replaces what is no UTF-8 without a word, so the text fields are looked at on the wire.</summary>
    private static bool HasOnlyUtf8(CodedInputStream input, MessageDescriptor descriptor)
    {
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            var field = descriptor.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag));
            if (field is null || WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }

            var content = input.ReadBytes();
            var valid = field.FieldType switch
            {
                FieldType.String => Utf8.IsValid(content.Span),
                FieldType.Message => HasOnlyUtf8(content.CreateCodedInput(), field.MessageType),
                _ => true,
            };
            if (!valid)
            {
                return false;
            }
        }

        return true;
    }
}
