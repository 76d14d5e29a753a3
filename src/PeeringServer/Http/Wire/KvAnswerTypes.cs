using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Answers of the key/value store, as the Go types that a client decodes them into.</summary>
internal static class KvAnswerTypes
{
    public const string Key = "Key";
    public const string Value = "Value";
    public const string Flags = "Flags";
    public const string Session = "Session";
    public const string LockIndex = "LockIndex";
    public const string CreateIndex = "CreateIndex";
    public const string ModifyIndex = "ModifyIndex";

    /// <summary>Keys with their values.</summary>
    public static readonly GoType Pairs = GoType.Slice(GoType.Pointer(GoType.Struct(
        "api.KVPair",
        new GoField(Key, GoType.String),
        new GoField(CreateIndex, GoType.Uint64),
        new GoField(ModifyIndex, GoType.Uint64),
        new GoField(LockIndex, GoType.Uint64),
        new GoField(Flags, GoType.Uint64),
        new GoField(Value, GoType.Bytes),
        new GoField(Session, GoType.String))));

    /// <summary>Names of keys.</summary>
    public static readonly GoType Keys = GoType.Slice(GoType.String);
}
