using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Messages;

/// <summary>The form recordings are written in: protobuf JSON with the field names of the schema, <c>Any</c> expanded.</summary>
internal static class MessageJson
{
    private static readonly TypeRegistry Registry = TypeRegistry.FromFiles(
        PeerstreamReflection.Descriptor, PeeringReflection.Descriptor, StatusReflection.Descriptor);

    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithTypeRegistry(Registry).WithPreserveProtoFieldNames(true));

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithTypeRegistry(Registry));

    /// <summary>The message of a type from its recorded form.</summary>
    public static IMessage Parse(string type, string json) => Parser.Parse(json, Registry.Find(type));

    public static IMessage Parse(string type, byte[] bytes) => Registry.Find(type).Parser.ParseFrom(bytes);

    public static IMessage Parse(RecordedMessage message) => Registry.Find(message.Type).Parser.ParseFrom(message.Bytes);

    public static JsonNode Format(IMessage message) => JsonNode.Parse(Formatter.Format(message))!;
}
