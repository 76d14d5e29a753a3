using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Answers of the peering endpoints, as the Go types that a client decodes them into. Fields in the order of the wire.</summary>
internal static class PeeringAnswerTypes
{
    public const string Id = "ID";
    public const string Name = "Name";
    public const string Partition = "Partition";
    public const string DeletedAt = "DeletedAt";
    public const string Meta = "Meta";
    public const string State = "State";
    public const string PeerId = "PeerID";
    public const string PeerCaPems = "PeerCAPems";
    public const string PeerServerName = "PeerServerName";
    public const string PeerServerAddresses = "PeerServerAddresses";
    public const string StreamStatus = "StreamStatus";
    public const string ImportedServices = "ImportedServices";
    public const string ExportedServices = "ExportedServices";
    public const string LastHeartbeat = "LastHeartbeat";
    public const string LastReceive = "LastReceive";
    public const string LastSend = "LastSend";
    public const string CreateIndex = "CreateIndex";
    public const string ModifyIndex = "ModifyIndex";
    public const string Remote = "Remote";
    public const string Datacenter = "Datacenter";
    public const string Locality = "Locality";
    public const string Region = "Region";
    public const string Zone = "Zone";
    public const string PeeringToken = "PeeringToken";

    private static readonly GoType Time = GoType.Pointer(GoTimestamp.Type);

    /// <summary>What token generation answers.</summary>
    public static readonly GoStructType GeneratedToken = GoType.Struct("api.PeeringGenerateTokenResponse", new GoField(PeeringToken, GoType.String));

    /// <summary>What establishing answers: an object without fields.</summary>
    public static readonly GoStructType Established = GoType.Struct("api.PeeringEstablishResponse");

    /// <summary>A peering.</summary>
    public static readonly GoStructType Peering = GoType.Struct(
        "api.Peering",
        new GoField(Id, GoType.String),
        new GoField(Name, GoType.String),
        new GoField(Partition, GoType.String),
        new GoField(DeletedAt, Time),
        new GoField(Meta, GoType.Map(GoType.String)),
        new GoField(State, GoType.Named("api.PeeringState", GoType.String)),
        new GoField(PeerId, GoType.String),
        new GoField(PeerCaPems, GoType.Slice(GoType.String)),
        new GoField(PeerServerName, GoType.String),
        new GoField(PeerServerAddresses, GoType.Slice(GoType.String)),
        new GoField(StreamStatus, GoType.Struct(
            "api.PeeringStreamStatus",
            new GoField(ImportedServices, GoType.Slice(GoType.String)),
            new GoField(ExportedServices, GoType.Slice(GoType.String)),
            new GoField(LastHeartbeat, Time),
            new GoField(LastReceive, Time),
            new GoField(LastSend, Time))),
        new GoField(CreateIndex, GoType.Uint64),
        new GoField(ModifyIndex, GoType.Uint64),
        new GoField(Remote, GoType.Struct(
            "api.PeeringRemoteInfo",
            new GoField(Partition, GoType.String),
            new GoField(Datacenter, GoType.String),
            new GoField(Locality, GoType.Pointer(GoType.Struct("api.Locality", new GoField(Region, GoType.String), new GoField(Zone, GoType.String)))))));

    /// <summary>A list of peerings.</summary>
    public static readonly GoType Peerings = GoType.Slice(GoType.Pointer(Peering));
}
