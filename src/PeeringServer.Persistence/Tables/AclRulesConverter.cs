using System.Text.Json;
using System.Text.Json.Serialization;
using PeeringServer.Core;
using PeeringServer.Core.Acl.Rules;

namespace PeeringServer.Persistence.Tables;

/// <summary>Rules are kept as the text they were read from.</summary>
internal sealed class AclRulesConverter : JsonConverter<AclRules>
{
    public override AclRules Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.GetString() is { Length: > 0 } source ? AclRulesParser.Parse(source) : AclRules.None;
        }
        catch (RefusalException fault)
        {
            throw new JsonException(fault.Message, fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, AclRules value, JsonSerializerOptions options) => writer.WriteStringValue(value.Source);
}
