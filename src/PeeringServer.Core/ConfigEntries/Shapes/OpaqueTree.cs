using System.Globalization;
using System.Text.Json.Nodes;

namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>Values that a client sent and nobody looks into.</summary>
internal static class OpaqueTree
{
    private const double ExactIntegers = 1L << 53;

    /// <summary>The same value as JSON, maps in the order of their keys; a list of one inside a map stands for the one, as Consul has it.</summary>
    public static JsonNode? Of(object? raw) => Of(raw, Single);

    /// <summary>The same value as JSON, maps in the order of their keys, where Consul knows which of its members are lists.</summary>
    public static JsonNode? AsSent(object? raw) => Of(raw, static value => value);

    private static JsonNode? Of(object? raw, Func<object?, object?> inMap) => raw switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        double number => IsInteger(number) ? (long)number : number,
        List<object?> list => new JsonArray([.. list.Select(item => Of(item, inMap))]),
        Dictionary<string, object?> map => new JsonObject(map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Of(inMap(pair.Value), inMap)))),
        _ => throw new ArgumentException($"No JSON value: {raw.GetType()}.", nameof(raw)),
    };

    /// <summary>A number without an exponent.</summary>
    public static string Plain(double number) => IsInteger(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("0.##################", CultureInfo.InvariantCulture);

    /// <summary>A value as Go's <c>%v</c> prints it.</summary>
    public static string Print(object? raw) => raw switch
    {
        null => "<nil>",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => Plain(number),
        List<object?> list => $"[{string.Join(' ', list.Select(Print))}]",
        Dictionary<string, object?> map => $"map[{string.Join(' ', map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}:{Print(pair.Value)}"))}]",
        _ => "",
    };

    private static object? Single(object? raw) => raw is List<object?> { Count: 1 } list ? list[0] : raw;

    private static bool IsInteger(double number) => double.IsInteger(number) && Math.Abs(number) <= ExactIntegers;
}
