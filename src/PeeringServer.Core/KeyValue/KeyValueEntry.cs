namespace PeeringServer.Core.KeyValue;

/// <summary>One key with its value.</summary>
/// <param name="Key">The whole key; slashes in it mean nothing to the store.</param>
internal sealed record KeyValueEntry(string Key)
{
    public ReadOnlyMemory<byte> Value { get; init; }

    /// <summary>A number that clients give a meaning.</summary>
    public ulong Flags { get; init; }

    /// <summary>Id of the session that holds the key as a lock; empty for none.</summary>
    public string Session { get; init; } = "";

    /// <summary>How often the key was locked; a write without a lock sets it back to 0.</summary>
    public ulong LockIndex { get; init; }

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Whether writing the other one would change anything.</summary>
    public bool HasContentOf(KeyValueEntry other) =>
        LockIndex == other.LockIndex && Flags == other.Flags && Session == other.Session && Value.Span.SequenceEqual(other.Value.Span);
}
