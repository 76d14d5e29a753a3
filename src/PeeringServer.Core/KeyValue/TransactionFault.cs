namespace PeeringServer.Core.KeyValue;

/// <summary>Why an operation of a transaction cannot be done.</summary>
/// <param name="Operation">Its place in the transaction, from 0.</param>
/// <param name="What">Consul's words.</param>
internal sealed record TransactionFault(int Operation, string What);
