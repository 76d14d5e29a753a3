using System.Text.Json;

namespace PeeringServer.Http.Wire;

/// <summary>JSON that was taken as it came, and goes out as it is.</summary>
internal static class JsonText
{
    private static readonly JsonElement EmptyObject = Parse("{}");

    public static JsonElement? Optional(string? text) => text is null ? null : Parse(text);

    public static JsonElement OrEmpty(string? text) => text is null ? EmptyObject : Parse(text);

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
