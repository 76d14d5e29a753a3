using PeeringServer.Core.Acl;
using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.KeyValue;

/// <summary>Runs several operations on keys as one: all are done, or none.</summary>
internal sealed class KeyValueTransactions(ClusterState state, TimeProvider clock)
{
    /// <summary>What the caller may not read is left out of the results; what it may not do fails the transaction.</summary>
    /// <exception cref="RefusalException">The caller's token does not exist.</exception>
    public TransactionOutcome Run(IReadOnlyList<KeyValueOperation> operations, IAuthorizer caller)
    {
        caller.RequireToken();
        var faults = operations
            .Select((operation, at) => Precheck(operation, caller) is { } what ? new TransactionFault(at, what) : null)
            .OfType<TransactionFault>()
            .ToList();
        if (faults.Count > 0)
        {
            return new TransactionOutcome([], faults);
        }

        try
        {
            var results = operations.Any(static operation => KeyValueVerbs.IsWrite(operation.Verb))
                ? state.Write(transaction => RunAll(transaction, operations))
                : RunAll(new StateTransaction(state.Current), operations);
            return new TransactionOutcome([.. results.Where(entry => caller.Allows(KeyPermissions.Read(entry.Key)))], []);
        }
        catch (AbortedException aborted)
        {
            return new TransactionOutcome([], aborted.Faults);
        }
    }

    private string? Precheck(KeyValueOperation operation, IAuthorizer caller)
    {
        if (operation.ForeignKind is { } kind)
        {
            return $"{kind} operations in transactions are not emulated";
        }

        if (operation.Key.Length == 0 && operation.Verb != KeyValueVerbs.DeleteTree)
        {
            return KeyValueConstants.MissingKey;
        }

        if (!KeyValueVerbs.IsKnown(operation.Verb))
        {
            return $"unknown KV operation: {operation.Verb}";
        }

        try
        {
            Require(operation, caller);
        }
        catch (RefusalException refusal)
        {
            return refusal.Message;
        }

        return operation.Verb == KeyValueVerbs.Lock && state.Current.KeyValues.IsLockDelayed(operation.Key, clock.GetUtcNow())
            ? $"failed to lock key {GoQuote.Quote(operation.Key)} due to lock delay"
            : null;
    }

    private static void Require(KeyValueOperation operation, IAuthorizer caller)
    {
        switch (operation.Verb)
        {
            case KeyValueVerbs.Get or KeyValueVerbs.GetOrEmpty or KeyValueVerbs.GetTree:
                break;
            case KeyValueVerbs.CheckIndex or KeyValueVerbs.CheckSession:
                caller.Require(KeyPermissions.Read(operation.Key));
                break;
            case KeyValueVerbs.DeleteTree:
                caller.Require(KeyPermissions.WriteUnder(operation.Key));
                break;
            default:
                caller.Require(KeyPermissions.Write(operation.Key));
                break;
        }
    }

    /// <summary>Goes on after an operation that failed, to tell all that would.</summary>
    private List<KeyValueEntry> RunAll(StateTransaction transaction, IReadOnlyList<KeyValueOperation> operations)
    {
        var runner = new KeyValueOperationRunner(new KeyValueWriter(transaction, clock.GetUtcNow()));
        var results = new List<KeyValueEntry>();
        var faults = new List<TransactionFault>();
        for (var at = 0; at < operations.Count; at++)
        {
            try
            {
                results.AddRange(runner.Run(operations[at]));
            }
            catch (RefusalException refusal)
            {
                faults.Add(new TransactionFault(at, refusal.Message));
            }
        }

        return faults.Count == 0 ? results : throw new AbortedException(faults);
    }

    /// <summary>Leaves the state as it was.</summary>
    private sealed class AbortedException(IReadOnlyList<TransactionFault> faults) : Exception
    {
        public IReadOnlyList<TransactionFault> Faults { get; } = faults;
    }
}
