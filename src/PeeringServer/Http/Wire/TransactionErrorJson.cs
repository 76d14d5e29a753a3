namespace PeeringServer.Http.Wire;

/// <summary>Why one operation of a transaction failed.</summary>
internal sealed record TransactionErrorJson(int OpIndex, string What);
