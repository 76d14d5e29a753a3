using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Peerstream.Tests.Messages;

/// <summary>
/// Compares decoded messages with normalised ones of one recording: a placeholder stands for any text of its sort, and
/// for the same text wherever it occurs.
/// </summary>
/// <param name="unknown">What to fill in for a placeholder that stood for nothing yet; null for a UUID that nobody knows.</param>
internal sealed partial class Placeholders(Func<string, string?>? unknown = null)
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>The first difference, as a path with both values, or null.</summary>
    public string? Difference(JsonNode? expected, JsonNode? actual, string path = "$")
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                var names = left.Select(p => p.Key).Union(right.Select(p => p.Key), StringComparer.Ordinal);
                return names.Select(name => left.ContainsKey(name) && right.ContainsKey(name)
                    ? Difference(left[name], right[name], $"{path}.{name}")
                    : $"{path}.{name} is on one side only").FirstOrDefault(d => d is not null);
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                return left.Select((item, i) => Difference(item, right[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            case (JsonValue left, JsonValue right) when left.GetValueKind() == System.Text.Json.JsonValueKind.String:
                return Matches(left.GetValue<string>(), right.ToString()) ? null : $"{path}: {left} and {right}";
            default:
                return JsonNode.DeepEquals(expected, actual) ? null : $"{path}: {expected} and {actual}";
        }
    }

    /// <summary>The text with the values that its placeholders stood for so far; an unknown UUID becomes one that nobody knows.</summary>
    public string Fill(string text) => Name().Replace(text, match =>
    {
        if (!_values.TryGetValue(match.Value, out var value))
        {
            _values[match.Value] = value = unknown?.Invoke(match.Value) ?? Guid.NewGuid().ToString();
        }

        return value.Replace("\n", "\\n", StringComparison.Ordinal);
    });

    /// <summary>Says what a placeholder stands for.</summary>
    public void Set(string name, string value) => _values[name] = value;

    private bool Matches(string expected, string actual)
    {
        var names = new List<string>();
        var pattern = Name().Replace(Regex.Escape(expected), match =>
        {
            names.Add(match.Value);
            return match.Groups["sort"].Value switch
            {
                "uuid" => "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
                "pem" => "(-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----)",
                _ => "([0-9]{1,5})",
            };
        });
        var found = Regex.Match(actual, $"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return found.Success && names.Select((name, i) => Remember(name, found.Groups[i + 1].Value)).All(same => same);
    }

    private bool Remember(string name, string value)
    {
        // A bare <port> is not numbered: it says no more than that a port stood there.
        return name == "<port>" || (_values.TryGetValue(name, out var known) ? known == value : _values.TryAdd(name, value));
    }

    [GeneratedRegex(@"<(?<sort>[a-z]+)[-0-9a-z\\._]*>")]
    private static partial Regex Name();
}
