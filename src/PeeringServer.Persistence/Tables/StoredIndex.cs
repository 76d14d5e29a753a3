namespace PeeringServer.Persistence.Tables;

/// <summary>The index of something by name.</summary>
internal sealed record StoredIndex(ulong Index);
