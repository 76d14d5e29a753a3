using System.Globalization;
using System.Text.Json;
using PeeringServer.Core.ConfigEntries.Shapes;
using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>An object as a client sent it, whose members are looked up as loosely as Consul does: in any case or in snake case, numbers and flags as text.</summary>
internal readonly record struct LooseObject(JsonElement Element)
{
    /// <summary>Whether there is an object at all.</summary>
    public bool Exists => Element.ValueKind == JsonValueKind.Object;

    /// <summary>Text; empty where there is none.</summary>
    public string Text(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    /// <summary>Whether any of several texts says something.</summary>
    public bool HasAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Text(name).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool Flag(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } text => GoNumbers.TryParseBool(text.GetString()!, out var flag, out _) && flag,
        _ => false,
    };

    public float Number(string name) => float.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A duration in nanoseconds; 0 where there is none.</summary>
    public long Nanoseconds(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => GoDuration.TryParse(text.GetString()!, out var nanoseconds, out _) ? nanoseconds : 0,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var nanoseconds) ? nanoseconds : 0,
        _ => 0,
    };

    public LooseObject Object(string name) => new(Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 1 => list[0],
        var member => member,
    });

    public IReadOnlyList<LooseObject> Objects(string name) => [.. List(name).Select(static item => new LooseObject(item))];

    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())];

    /// <summary>Objects by their names, in the order of these.</summary>
    public IReadOnlyList<(string Name, LooseObject Value)> Map(string name) => Object(name) is { Exists: true } map
        ? [.. map.Element.EnumerateObject().Select(static member => (member.Name, new LooseObject(member.Value))).OrderBy(static member => member.Name, StringComparer.Ordinal)]
        : [];

    private JsonElement[] List(string name) => Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => [],
        var one => [one],
    };

    private JsonElement Member(string name)
    {
        if (!Exists)
        {
            return default;
        }

        var field = EntryShape.Text(name);
        return Element.EnumerateObject()
            .FirstOrDefault(member => member.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase) || member.Name.Equals(field.Alias, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
