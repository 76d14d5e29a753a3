using System.Text.Json;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Persistence.Tables;

/// <summary>Lists of a registration as arrays.</summary>
internal sealed class TextListConverter : JsonConverter<ValueList<string>>
{
    public override ValueList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.GetString() ?? throw new JsonException());
        }

        return new ValueList<string>(items);
    }

    public override void Write(Utf8JsonWriter writer, ValueList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value.Items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
