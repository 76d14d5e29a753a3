using System.Collections.Immutable;
using PeeringServer.Core.Acl.Policies;
using PeeringServer.Core.Acl.Tokens;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Request bodies of the access control endpoints, as the Go types that refusals name.</summary>
internal static class AclRequestTypes
{
    public const string BootstrapSecret = "BootstrapSecret";

    private const string Id = "ID";
    private const string Name = "Name";
    private const string Description = "Description";
    private const string Rules = "Rules";
    private const string Datacenters = "Datacenters";
    private const string Datacenter = "Datacenter";
    private const string AccessorId = "AccessorID";
    private const string SecretId = "SecretID";
    private const string Policies = "Policies";
    private const string Roles = "Roles";
    private const string ServiceIdentities = "ServiceIdentities";
    private const string ServiceName = "ServiceName";
    private const string NodeIdentities = "NodeIdentities";
    private const string NodeName = "NodeName";
    private const string TemplatedPolicies = "TemplatedPolicies";
    private const string TemplateName = "TemplateName";
    private const string Local = "Local";
    private const string AuthMethod = "AuthMethod";
    private const string ExpirationTime = "ExpirationTime";
    private const string ExpirationTtl = "ExpirationTTL";
    private const string Hash = "Hash";
    private const string CreateTime = "CreateTime";
    private const string CreateIndex = "CreateIndex";
    private const string ModifyIndex = "ModifyIndex";
    private const string Resource = "Resource";
    private const string Segment = "Segment";
    private const string Access = "Access";

    public static readonly GoStructType Bootstrap = GoType.Struct("api.BootstrapRequest", new GoField(BootstrapSecret, GoType.String));

    public static readonly GoStructType Policy = GoType.Struct(
        "struct { Hash string; *structs.Alias }",
        new GoField(Hash, GoType.String),
        new GoField(Id, GoType.String),
        new GoField(Name, GoType.String),
        new GoField(Description, GoType.String),
        new GoField(Rules, GoType.String),
        new GoField(Datacenters, GoType.Slice(GoType.String)),
        new GoField(CreateIndex, GoType.Uint64),
        new GoField(ModifyIndex, GoType.Uint64));

    public static readonly GoStructType Token = GoType.Struct(
        "struct { ExpirationTTL interface {}; Hash string; *structs.Alias }",
        new GoField(ExpirationTtl, GoType.Interface),
        new GoField(Hash, GoType.String),
        new GoField(AccessorId, GoType.String),
        new GoField(SecretId, GoType.String),
        new GoField(Description, GoType.String),
        new GoField(Policies, GoType.Slice(Link("structs.ACLTokenPolicyLink"))),
        new GoField(Roles, GoType.Slice(Link("structs.ACLTokenRoleLink"))),
        new GoField(ServiceIdentities, GoType.Slice(GoType.Pointer(GoType.Struct(
            "structs.ACLServiceIdentity",
            new GoField(ServiceName, GoType.String),
            new GoField(Datacenters, GoType.Slice(GoType.String)))))),
        new GoField(NodeIdentities, GoType.Slice(GoType.Pointer(GoType.Struct(
            "structs.ACLNodeIdentity",
            new GoField(NodeName, GoType.String),
            new GoField(Datacenter, GoType.String))))),
        new GoField(TemplatedPolicies, GoType.Slice(GoType.Pointer(GoType.Struct(
            "structs.ACLTemplatedPolicy",
            new GoField("TemplateID", GoType.String),
            new GoField(TemplateName, GoType.String),
            new GoField("TemplateVariables", GoType.Pointer(GoType.Struct("structs.ACLTemplatedPolicyVariables", new GoField(Name, GoType.String)))),
            new GoField(Datacenters, GoType.Slice(GoType.String)))))),
        new GoField(Local, GoType.Bool),
        new GoField(AuthMethod, GoType.String),
        new GoField(ExpirationTime, GoType.Pointer(GoTimestamp.Type)),
        new GoField(CreateTime, GoTimestamp.Type),
        new GoField(CreateIndex, GoType.Uint64),
        new GoField(ModifyIndex, GoType.Uint64));

    public static readonly GoType Questions = GoType.Slice(GoType.Struct(
        "structs.ACLAuthorizationRequest",
        new GoField(Resource, GoType.Named("acl.Resource", GoType.String)),
        new GoField(Segment, GoType.String),
        new GoField(Access, GoType.String)));

    public static AclPolicyDraft PolicyOf(GoObject body) => new(
        body.GetString(Id),
        body.GetString(Name),
        body.GetString(Description),
        body.GetString(Rules),
        body.GetStrings(Datacenters)?.ToImmutableArray());

    /// <exception cref="HttpRefusalException">The time to live is no duration.</exception>
    public static AclTokenDraft TokenOf(GoObject body) => new()
    {
        AccessorId = body.GetString(AccessorId),
        SecretId = body.GetString(SecretId),
        Description = body.GetString(Description),
        Policies = Links(body, Policies),
        Roles = Links(body, Roles),
        ServiceIdentities = [.. body.GetObjects(ServiceIdentities).Select(static identity => new AclServiceIdentity(identity.GetString(ServiceName), [.. identity.GetStrings(Datacenters) ?? []]))],
        NodeIdentities = [.. body.GetObjects(NodeIdentities).Select(static identity => new AclNodeIdentity(identity.GetString(NodeName), identity.GetString(Datacenter)))],
        TemplatedPolicies = [.. body.GetObjects(TemplatedPolicies).Select(static template => template.GetString(TemplateName))],
        Local = body.GetBool(Local),
        AuthMethod = body.GetString(AuthMethod),
        ExpirationTime = AclTime.Of(body[ExpirationTime]),
        ExpirationTtl = AclTime.TtlOf(body[ExpirationTtl]),
    };

    public static IReadOnlyList<AclAuthorizationJson> QuestionsOf(object? body) =>
    [
        .. ((List<object?>?)body ?? []).OfType<GoObject>().Select(static question => new AclAuthorizationJson(
            question.GetString(Resource),
            question.GetString(Segment) is { Length: > 0 } segment ? segment : null,
            question.GetString(Access),
            Allow: false)),
    ];

    private static GoStructType Link(string name) => GoType.Struct(name, new GoField(Id, GoType.String), new GoField(Name, GoType.String));

    private static ImmutableArray<AclLink> Links(GoObject body, string field) =>
        [.. body.GetObjects(field).Select(static link => new AclLink(link.GetString(Id), link.GetString(Name)))];
}
