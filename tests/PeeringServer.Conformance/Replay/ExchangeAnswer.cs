using System.Text;
using System.Text.Json.Nodes;

namespace PeeringServer.Conformance.Replay;

/// <summary>What came back for one request, as it came.</summary>
internal sealed record ExchangeAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body as text; null where it is not UTF-8.</summary>
    public string? Text { get; } = Decode(Body);

    /// <summary>The body as JSON; null where it is none.</summary>
    public JsonNode? Json { get; } = Decode(Body) is null ? null : JsonText.ParseOrNull(Body);

    /// <summary>States passed through while a request was repeated, when it never got where it should; null otherwise.</summary>
    public IReadOnlyList<string>? GaveUpAfter { get; init; }

    public string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Decode(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
