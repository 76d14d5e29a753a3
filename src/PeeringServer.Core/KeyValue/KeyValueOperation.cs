namespace PeeringServer.Core.KeyValue;

/// <summary>One operation of a transaction.</summary>
/// <param name="Verb">One of <see cref="KeyValueVerbs"/>, or what a client takes for one.</param>
/// <param name="Entry">The key, with what is to be written of it.</param>
/// <param name="Index">Index that the key is to be at, where the verb looks at it.</param>
internal sealed record KeyValueOperation(string Verb, KeyValueEntry Entry, ulong Index)
{
    public string Key => Entry.Key;

    /// <summary>Name of a kind of operation that is about something else than keys, which is not done here; null for none.</summary>
    public string? ForeignKind { get; init; }
}
