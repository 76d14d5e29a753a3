namespace PeeringServer.Http.Wire;

/// <summary>Answer of a transaction that writes.</summary>
/// <param name="Results">What the operations did; null where one failed.</param>
/// <param name="Errors">Why they failed; null where none did.</param>
internal sealed record TransactionJson(TransactionResultJson[]? Results, TransactionErrorJson[]? Errors);
