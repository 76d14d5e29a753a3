using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Request bodies of the peering endpoints, as the Go types that refusals name.</summary>
internal static class PeeringRequestTypes
{
    public const string PeerName = "PeerName";
    public const string PeeringToken = "PeeringToken";
    public const string Partition = "Partition";
    public const string Meta = "Meta";
    public const string ServerExternalAddresses = "ServerExternalAddresses";

    public static readonly GoStructType GenerateToken = GoType.Struct(
        "api.PeeringGenerateTokenRequest",
        new GoField(PeerName, GoType.String),
        new GoField(Partition, GoType.String),
        new GoField(Meta, GoType.Map(GoType.String)),
        new GoField(ServerExternalAddresses, GoType.Slice(GoType.String)));

    public static readonly GoStructType Establish = GoType.Struct(
        "api.PeeringEstablishRequest",
        new GoField(PeerName, GoType.String),
        new GoField(PeeringToken, GoType.String),
        new GoField(Partition, GoType.String),
        new GoField(Meta, GoType.Map(GoType.String)));
}
