using System.Buffers;
using System.Text;
using System.Text.Json;
using PeeringServer.Core;
using PeeringServer.Core.GoJson;
using PeeringServer.Http.Wire;

namespace PeeringServer.CommandLine.Acl;

/// <summary>A token as commands print it.</summary>
internal static class AclTokenText
{
    /// <summary>For people.</summary>
    public static string Pretty(GoObject token)
    {
        var text = new StringBuilder();
        Line("AccessorID", token.GetString(AclAnswerTypes.AccessorId));
        Line("SecretID", token.GetString(AclAnswerTypes.SecretId));
        Line("Description", token.GetString(AclAnswerTypes.Description));
        Line("Local", token.GetBool(AclAnswerTypes.Local) ? "true" : "false");
        Line("Create Time", Time(token.GetString(AclAnswerTypes.CreateTime)));
        text.Append("Policies:\n");
        foreach (var policy in token.GetObjects(AclAnswerTypes.Policies))
        {
            text.Append($"   {policy.GetString(AclAnswerTypes.Id)} - {policy.GetString(AclAnswerTypes.Name)}\n");
        }

        return text.ToString();

        void Line(string label, string value) => text.Append($"{label}:".PadRight(18)).Append(value).Append('\n');
    }

    /// <summary>For programs.</summary>
    public static string Json(GoObject token)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = GoJsonEncoder.Instance, Indented = true, IndentSize = 4, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber(AclAnswerTypes.CreateIndex, token.GetUInt64(AclAnswerTypes.CreateIndex));
            json.WriteNumber(AclAnswerTypes.ModifyIndex, token.GetUInt64(AclAnswerTypes.ModifyIndex));
            json.WriteString(AclAnswerTypes.AccessorId, token.GetString(AclAnswerTypes.AccessorId));
            json.WriteString(AclAnswerTypes.SecretId, token.GetString(AclAnswerTypes.SecretId));
            json.WriteString(AclAnswerTypes.Description, token.GetString(AclAnswerTypes.Description));
            json.WriteStartArray(AclAnswerTypes.Policies);
            foreach (var policy in token.GetObjects(AclAnswerTypes.Policies))
            {
                json.WriteStartObject();
                json.WriteString(AclAnswerTypes.Id, policy.GetString(AclAnswerTypes.Id));
                json.WriteString(AclAnswerTypes.Name, policy.GetString(AclAnswerTypes.Name));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean(AclAnswerTypes.Local, token.GetBool(AclAnswerTypes.Local));
            json.WriteString(AclAnswerTypes.CreateTime, token.GetString(AclAnswerTypes.CreateTime));
            json.WriteBase64String(AclAnswerTypes.Hash, (byte[]?)token[AclAnswerTypes.Hash] ?? []);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A time as Go prints it, out of the form it has in JSON.</summary>
    private static string Time(string text)
    {
        var isUtc = text.EndsWith('Z');
        var zone = isUtc ? "+0000" : text.Length > 6 ? text[^6..].Replace(":", "", StringComparison.Ordinal) : "";
        var time = text[..^(isUtc ? 1 : Math.Min(6, text.Length))].Replace('T', ' ');
        return $"{time} {zone} {(isUtc ? "UTC" : zone)}";
    }
}
