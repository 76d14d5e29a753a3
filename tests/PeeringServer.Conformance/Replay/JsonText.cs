using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Replay;

/// <summary>JSON as the recordings were made with it: of equal keys the last one stands, and text is written compact in ASCII.</summary>
internal static partial class JsonText
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1000 };

    /// <summary>Writes JSON on one line, with nothing escaped that need not be.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Reading);
        return ToNode(document.RootElement);
    }

    /// <summary>The value of a text that may be anything; null for what is not JSON, as for the JSON <c>null</c>.</summary>
    public static JsonNode? ParseOrNull(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return Parse(utf8);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(JsonNode? value) =>
        NotAscii().Replace(value?.ToJsonString(Readable) ?? "null", c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c.Value[0]:x4}"));

    /// <summary>Whether the value is a number without a fraction.</summary>
    public static bool IsInteger(JsonNode? value) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && !number.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E');

    private static JsonNode? ToNode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = ToNode(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(ToNode)]);
            default:
                return JsonValue.Create(element.Clone());
        }
    }

    [GeneratedRegex(@"[^\x00-\x7e]")]
    private static partial Regex NotAscii();
}
