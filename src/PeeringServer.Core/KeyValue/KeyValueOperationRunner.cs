using PeeringServer.Core.GoText;

namespace PeeringServer.Core.KeyValue;

/// <summary>Does single operations of a transaction. Only reads give values back; writes give what they wrote without its value.</summary>
internal sealed class KeyValueOperationRunner(KeyValueWriter writer)
{
    /// <exception cref="RefusalException">It cannot be done.</exception>
    public IEnumerable<KeyValueEntry> Run(KeyValueOperation operation)
    {
        var (key, entry, quoted) = (operation.Key, operation.Entry, GoQuote.Quote(operation.Key));
        switch (operation.Verb)
        {
            case KeyValueVerbs.Set:
                return Written(writer.Set(entry));
            case KeyValueVerbs.CheckAndSet:
                return Written(writer.SetAt(entry, operation.Index) ?? throw Failed($"failed to set key {quoted}, index is stale"));
            case KeyValueVerbs.Lock:
                return Written(writer.Lock(entry) ?? throw Failed($"failed to lock key {quoted}, lock is already held"));
            case KeyValueVerbs.Unlock:
                return Written(writer.Unlock(entry) ?? throw Failed($"failed to unlock key {quoted}, lock isn't held, or is held by another session"));
            case KeyValueVerbs.Delete:
                writer.Delete(key);
                return [];
            case KeyValueVerbs.DeleteTree:
                writer.DeleteUnder(key);
                return [];
            case KeyValueVerbs.DeleteAt:
                return writer.DeleteAt(key, operation.Index) ? [] : throw Failed($"failed to delete key {quoted}, index is stale");
            case KeyValueVerbs.Get:
                return [writer.Find(key) ?? throw Failed($"key {quoted} doesn't exist")];
            case KeyValueVerbs.GetOrEmpty:
                return [writer.Find(key) ?? entry with { Value = default, ModifyIndex = operation.Index }];
            case KeyValueVerbs.GetTree:
                return writer.Under(key);
            case KeyValueVerbs.CheckNotExists:
                return writer.Find(key) is null ? [] : throw Failed($"key {quoted} exists");
            case KeyValueVerbs.CheckIndex:
                return Written(AtIndex(operation, quoted));
            default:
                return Written(OfSession(operation, quoted));
        }
    }

    private KeyValueEntry AtIndex(KeyValueOperation operation, string quoted)
    {
        var existing = writer.Find(operation.Key) ?? throw Failed($"failed to check index, key {quoted} doesn't exist");
        return existing.ModifyIndex == operation.Index
            ? existing
            : throw Failed($"failed index check for key {quoted}, current modify index {existing.ModifyIndex} != {operation.Index}");
    }

    private KeyValueEntry OfSession(KeyValueOperation operation, string quoted)
    {
        var existing = writer.Find(operation.Key) ?? throw Failed($"failed to check session, key {quoted} doesn't exist");
        return string.Equals(existing.Session, operation.Entry.Session, StringComparison.OrdinalIgnoreCase)
            ? existing
            : throw Failed($"failed session check for key {quoted}, current session {GoQuote.Quote(existing.Session)} != {GoQuote.Quote(operation.Entry.Session)}");
    }

    private static KeyValueEntry[] Written(KeyValueEntry entry) => [entry with { Value = default }];

    private static RefusalException Failed(string what) => new(RefusalKind.Conflict, what);
}
