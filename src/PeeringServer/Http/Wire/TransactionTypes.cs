using PeeringServer.Core.GoJson;
using PeeringServer.Core.KeyValue;

namespace PeeringServer.Http.Wire;

/// <summary>The request body of transactions, as the Go types that refusals name.</summary>
internal static class TransactionTypes
{
    private static readonly GoStructType KeyValue = GoType.Struct(
        "api.KVTxnOp",
        new GoField("Verb", GoType.Named("api.KVOp", GoType.String)),
        new GoField("Key", GoType.String),
        new GoField("Value", GoType.Bytes),
        new GoField("Flags", GoType.Uint64),
        new GoField("Index", GoType.Uint64),
        new GoField("Session", GoType.String),
        new GoField("Namespace", GoType.String),
        new GoField("Partition", GoType.String));

    private static readonly GoStructType Operation = GoType.Struct(
        "api.TxnOp",
        new GoField("KV", GoType.Pointer(KeyValue)),
        new GoField("Node", GoType.Interface),
        new GoField("Service", GoType.Interface),
        new GoField("Check", GoType.Interface));

    public static readonly GoType Operations = GoType.Named("api.TxnOps", GoType.Slice(GoType.Pointer(Operation)));

    /// <summary>The operations of a decoded body; those that say nothing are passed over.</summary>
    public static IReadOnlyList<KeyValueOperation> Read(object? body) =>
        [.. ((List<object?>?)body ?? []).OfType<GoObject>().Select(OperationOf).OfType<KeyValueOperation>()];

    private static KeyValueOperation? OperationOf(GoObject operation)
    {
        if (operation.GetObject("KV") is { } kv)
        {
            var entry = new KeyValueEntry(kv.GetString("Key"))
            {
                Value = (byte[]?)kv["Value"],
                Flags = kv.GetUInt64("Flags"),
                Session = kv.GetString("Session"),
            };
            return new KeyValueOperation(kv.GetString("Verb"), entry, kv.GetUInt64("Index"));
        }

        string[] others = ["Node", "Service", "Check"];
        return others.FirstOrDefault(kind => operation[kind] is not null) is { } foreign
            ? new KeyValueOperation("", new KeyValueEntry(""), 0) { ForeignKind = foreign.ToLowerInvariant() }
            : null;
    }
}
