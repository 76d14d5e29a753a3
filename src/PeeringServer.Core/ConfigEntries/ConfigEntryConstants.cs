namespace PeeringServer.Core.ConfigEntries;

/// <summary>Consul's words around config entries.</summary>
internal static class ConfigEntryConstants
{
    public const string Wildcard = "*";

    public const string KindMissing = "Payload does not contain a kind/Kind key at the top level";
    public const string KindNotText = "Kind value in payload is not a string";
    public const string NameRequired = "Name is required";
    public const string SamenessGroups = "sameness-groups are an enterprise-only feature";
    public const string OnlyByController = "Permission denied: only writeable by controller";
    public const string NoMeshGateways = "servers are configured to PeerThroughMeshGateways, but no mesh gateway instances are registered";

    public static string InvalidKind(string kind) => $"invalid config entry kind: {kind}";

    public static string FixedName(string quoted, string only) => $"invalid name ({quoted}), only \"{only}\" is supported";
}
