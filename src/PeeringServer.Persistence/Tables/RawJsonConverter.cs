using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeeringServer.Persistence.Tables;

/// <summary>JSON inside a row, to the letter: config entries are compared by it.</summary>
internal sealed class RawJsonConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => writer.WriteRawValue(value.GetRawText());
}
