namespace PeeringServer.Persistence.Tables;

/// <summary>Until when something by name holds.</summary>
internal sealed record StoredTime(DateTimeOffset Until);
