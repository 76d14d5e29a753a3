using System.Text.Json.Serialization;
using PeeringServer.Core.KeyValue;

namespace PeeringServer.Http.Wire;

/// <summary>A key as the API shows it; members in the order of the wire.</summary>
internal sealed record KvEntryJson
{
    public required ulong LockIndex { get; init; }

    public required string Key { get; init; }

    public required ulong Flags { get; init; }

    /// <summary>Base64, or null for an empty value.</summary>
    public required ReadOnlyMemory<byte>? Value { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Session { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static KvEntryJson From(KeyValueEntry entry) => new()
    {
        LockIndex = entry.LockIndex,
        Key = entry.Key,
        Flags = entry.Flags,
        Value = entry.Value.IsEmpty ? default(ReadOnlyMemory<byte>?) : entry.Value,
        Session = entry.Session.Length == 0 ? null : entry.Session,
        CreateIndex = entry.CreateIndex,
        ModifyIndex = entry.ModifyIndex,
    };
}
