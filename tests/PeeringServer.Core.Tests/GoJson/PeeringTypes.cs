using PeeringServer.Core.GoJson;

namespace PeeringServer.Core.Tests.GoJson;

/// <summary>The Go types that the recorded bodies were decoded into.</summary>
internal static class PeeringTypes
{
    public static GoStructType GenerateTokenRequest { get; } = GoType.Struct(
        "api.PeeringGenerateTokenRequest",
        new GoField("PeerName", GoType.String),
        new GoField("Partition", GoType.String),
        new GoField("Meta", GoType.Map(GoType.String)),
        new GoField("ServerExternalAddresses", GoType.Slice(GoType.String)));

    public static GoStructType EstablishRequest { get; } = GoType.Struct(
        "api.PeeringEstablishRequest",
        new GoField("PeerName", GoType.String),
        new GoField("Partition", GoType.String),
        new GoField("PeeringToken", GoType.String),
        new GoField("Meta", GoType.Map(GoType.String)));

    public static GoStructType PeeringToken { get; } = GoType.Struct(
        "structs.PeeringToken",
        new GoField("CA", GoType.Slice(GoType.String)),
        new GoField("ManualServerAddresses", GoType.Slice(GoType.String)),
        new GoField("ServerAddresses", GoType.Slice(GoType.String)),
        new GoField("ServerName", GoType.String),
        new GoField("PeerID", GoType.String),
        new GoField("EstablishmentSecret", GoType.String));
}
