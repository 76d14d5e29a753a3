namespace PeeringServer.Core.KeyValue;

/// <summary>What is left of a deleted key, or of all keys under a deleted prefix.</summary>
/// <param name="Index">Index of the deletion.</param>
/// <param name="At">When it was.</param>
internal sealed record Tombstone(ulong Index, DateTimeOffset At);
