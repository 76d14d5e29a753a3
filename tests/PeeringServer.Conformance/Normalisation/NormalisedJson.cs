using System.Text.Json;
using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Normalisation;

/// <summary>JSON values with everything named that differs from run to run.</summary>
internal sealed class NormalisedJson(PlaceholderNames names, IndexRanks ranks)
{
    public JsonNode? Of(JsonNode? value, string? member = null) => value switch
    {
        JsonObject members => Members(members),
        JsonArray items => new JsonArray([.. items.Select(item => Of(item, member))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Text(text.GetValue<string>(), member),
        JsonValue number when JsonText.IsInteger(number) => Integer(number, member),
        _ => value?.DeepClone(),
    };

    /// <summary>Keys and kinds of values only: for answers full of facts about one machine.</summary>
    public static JsonNode Shape(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Shape(member.Value)))),
        JsonArray items => new JsonArray([.. items.Take(1).Select(Shape)]),
        _ => value?.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => "bool",
            JsonValueKind.Number => "number",
            JsonValueKind.String => "string",
            _ => "null",
        },
    };

    private JsonObject Members(JsonObject members)
    {
        // A hash is named before anything within the object is, whatever stands before it.
        // Tokens and policies have text for it, config entries a number.
        var hash = members["Hash"] is JsonValue given && given.ToString() is { Length: > 0 } text ? names.Hash(text) : null;
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            result[names.Text(name)] = name switch
            {
                "Hash" when hash is not null => hash,
                "PrivateKeyPEM" => "<private-key>",
                _ => Of(value, name),
            };
        }

        return result;
    }

    private JsonNode? Text(string text, string? member) =>
        member == "PeeringToken" && Token(text) is { } token ? new JsonObject { ["<token>"] = Of(token) } : names.Port(text) ?? names.Text(text);

    private JsonNode Integer(JsonValue number, string? member)
    {
        var text = number.ToJsonString();
        if (IndexRanks.IsIndexMember(member, number) && ranks.Name(text) is var index && index != text)
        {
            return index;
        }

        return member == "SerialNumber" ? "<serial>" : names.Port(text) ?? number.DeepClone();
    }

    private static JsonNode? Token(string text)
    {
        var bytes = new byte[text.Length];
        return !text.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(text, bytes, out var length) ? JsonText.ParseOrNull(bytes.AsMemory(0, length)) : null;
    }
}
