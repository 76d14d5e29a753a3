using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Answers of access control, as the Go types that a client decodes them into.</summary>
internal static class AclAnswerTypes
{
    public const string BootstrapSecret = "BootstrapSecret";
    public const string AccessorId = "AccessorID";
    public const string SecretId = "SecretID";
    public const string Description = "Description";
    public const string Local = "Local";
    public const string CreateTime = "CreateTime";
    public const string Hash = "Hash";
    public const string CreateIndex = "CreateIndex";
    public const string ModifyIndex = "ModifyIndex";
    public const string Policies = "Policies";
    public const string Id = "ID";
    public const string Name = "Name";

    /// <summary>As much of a token as the first one has.</summary>
    public static readonly GoStructType Token = GoType.Struct(
        "api.ACLToken",
        new GoField(CreateIndex, GoType.Uint64),
        new GoField(ModifyIndex, GoType.Uint64),
        new GoField(AccessorId, GoType.String),
        new GoField(SecretId, GoType.String),
        new GoField(Description, GoType.String),
        new GoField(Policies, GoType.Slice(GoType.Pointer(GoType.Struct("api.ACLLink", new GoField(Id, GoType.String), new GoField(Name, GoType.String))))),
        new GoField(Local, GoType.Bool),
        new GoField(CreateTime, GoType.String),
        new GoField(Hash, GoType.Bytes));
}
