namespace PeeringServer.Core.KeyValue;

/// <summary>What became of a transaction: with any fault, nothing was changed.</summary>
internal sealed record TransactionOutcome(IReadOnlyList<KeyValueEntry> Results, IReadOnlyList<TransactionFault> Faults);
