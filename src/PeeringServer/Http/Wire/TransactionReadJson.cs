namespace PeeringServer.Http.Wire;

/// <summary>Answer of a transaction that only reads: a real agent lets the facts about its query slip into it.</summary>
internal sealed record TransactionReadJson(TransactionResultJson[]? Results, TransactionErrorJson[]? Errors)
{
    public ulong Index { get; init; } = 1;

    public long LastContact { get; init; }

    public bool KnownLeader { get; init; } = true;

    public string ConsistencyLevel { get; init; } = "";

    public bool NotModified { get; init; }

    public int Backend { get; init; }

    public bool ResultsFilteredByACLs { get; init; }
}
