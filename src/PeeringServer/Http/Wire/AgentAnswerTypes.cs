using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Answers about the agent itself, as the Go types that a client decodes them into.</summary>
internal static class AgentAnswerTypes
{
    public const string Name = "Name";
    public const string Address = "Addr";
    public const string Port = "Port";
    public const string Tags = "Tags";
    public const string Status = "Status";
    public const string Stats = "Stats";

    public const string BuildTag = "build";
    public const string DatacenterTag = "dc";
    public const string PartitionTag = "ap";
    public const string RoleTag = "role";
    public const string SegmentTag = "segment";
    public const string ProtocolTag = "vsn";
    public const string ServerRole = "consul";
    public const string ClientRole = "node";

    /// <summary>The members of the cluster.</summary>
    public static readonly GoType Members = GoType.Slice(GoType.Pointer(GoType.Struct(
        "api.AgentMember",
        new GoField(Name, GoType.String),
        new GoField(Address, GoType.String),
        new GoField(Port, GoType.Uint16),
        new GoField(Tags, GoType.Map(GoType.String)),
        new GoField(Status, GoType.Int))));

    /// <summary>Everything an agent tells about itself.</summary>
    public static readonly GoType Self = GoType.Map(GoType.Map(GoType.Interface));
}
