using System.Text.Json;
using System.Text.Json.Serialization;
using PeeringServer.Core.ConfigEntries;

namespace PeeringServer.Http.Wire;

/// <summary>Writes config entries; members in the order of the wire.</summary>
internal sealed class ConfigEntryJsonConverter : JsonConverter<ConfigEntryJson>
{
    public override ConfigEntryJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Config entries are read by the rules of their kinds.");

    public override void Write(Utf8JsonWriter writer, ConfigEntryJson value, JsonSerializerOptions options)
    {
        var entry = value.Entry;
        writer.WriteStartObject();
        writer.WriteString("Kind"u8, entry.Kind);
        if (entry.Kind != ConfigEntryKinds.Mesh)
        {
            writer.WriteString("Name"u8, entry.Name);
        }

        foreach (var member in entry.Body.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        if (!entry.Meta.IsEmpty)
        {
            WriteMeta(writer, entry);
        }

        writer.WriteNumber("Hash"u8, entry.Hash);
        writer.WriteNumber("CreateIndex"u8, entry.CreateIndex);
        writer.WriteNumber("ModifyIndex"u8, entry.ModifyIndex);
        writer.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter writer, ConfigEntry entry)
    {
        writer.WriteStartObject("Meta"u8);
        foreach (var (key, text) in entry.Meta)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
