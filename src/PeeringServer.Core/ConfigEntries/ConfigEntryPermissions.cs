using PeeringServer.Core.Acl;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Permissions around config entries: those of what an entry is about.</summary>
internal static class ConfigEntryPermissions
{
    private const string Service = "service";
    private const string Intention = "intention";

    public static readonly AclPermission MeshRead = new("mesh", "read");
    public static readonly AclPermission MeshWrite = new("mesh", "write");

    /// <summary>What reading takes; null for nothing.</summary>
    public static AclPermission? Read(string kind, string name) => kind switch
    {
        ConfigEntryKinds.Mesh or ConfigEntryKinds.ProxyDefaults or ConfigEntryKinds.SamenessGroup => null,
        ConfigEntryKinds.ServiceIntentions => new AclPermission(Intention, "read", name),
        _ when IsAboutService(kind) || kind is ConfigEntryKinds.IngressGateway or ConfigEntryKinds.TerminatingGateway => new AclPermission(Service, "read", name),
        _ => MeshRead,
    };

    public static AclPermission Write(string kind, string name) => kind switch
    {
        ConfigEntryKinds.ServiceIntentions => new AclPermission(Intention, "write", name),
        _ when IsAboutService(kind) => new AclPermission(Service, "write", name),
        _ => MeshWrite,
    };

    private static bool IsAboutService(string kind) =>
        kind is ConfigEntryKinds.ServiceDefaults or ConfigEntryKinds.ServiceRouter or ConfigEntryKinds.ServiceSplitter or ConfigEntryKinds.ServiceResolver;
}
