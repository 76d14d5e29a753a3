using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeeringServer.Conformance.Cli;

/// <summary>Fills <c>{{name}}</c> in scripts: the group's folder, ports, and what steps kept.</summary>
internal sealed partial class CliTemplates(string directory, CliPorts ports)
{
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps a value for later steps.</summary>
    public void Keep(string name, string value) => _kept[name] = value;

    /// <summary>Fills a text.</summary>
    public string Fill(string text) => Template().Replace(text, match => match.Groups[1].Value is "dir" ? directory
        : _kept.GetValueOrDefault(match.Groups[1].Value) ?? ports.Resolve(match.Groups[1].Value)
        ?? throw new InvalidOperationException($"The script refers to {match.Value}, which is not there."));

    /// <summary>Fills all texts within a value.</summary>
    public JsonNode? Fill(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Fill(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonValue.Create(Fill(text.GetValue<string>())),
        _ => value?.DeepClone(),
    };

    [GeneratedRegex(@"\{\{([\w.-]+)\}\}")]
    private static partial Regex Template();
}
