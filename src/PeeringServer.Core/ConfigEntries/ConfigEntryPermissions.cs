using PeeringServer.Core.Acl;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Permissions around config entries: those of what an entry is about.</summary>
internal static class ConfigEntryPermissions
{
    /// <summary>Whether a caller may read an entry, for who leaves out what it may not see.</summary>
    public static bool MayRead(string kind, string name, IAuthorizer caller) => IsOpen(kind) || IsForServices(kind, caller) || caller.Allows(Read(kind, name));

    /// <exception cref="RefusalException">The caller may not read an entry, or its token does not exist.</exception>
    public static void RequireRead(string kind, string name, IAuthorizer caller)
    {
        caller.RequireToken();
        if (!IsOpen(kind) && !IsForServices(kind, caller))
        {
            caller.Require(Read(kind, name));
        }
    }

    /// <exception cref="RefusalException">The caller may not write an entry of that kind and name.</exception>
    public static void RequireWrite(string kind, string name, IAuthorizer caller)
    {
        if (kind == ConfigEntryKinds.BoundApiGateway)
        {
            throw new RefusalException(RefusalKind.Denied, ConfigEntryConstants.OnlyByController);
        }

        caller.Require(Write(kind, name));
    }

    /// <summary>Who sends a service's traffic on to others has to be able to read those.</summary>
    /// <exception cref="RefusalException">The caller may not write the entry.</exception>
    public static void RequireWrite(ConfigEntry entry, IAuthorizer caller)
    {
        RequireWrite(entry.Kind, entry.Name, caller);
        foreach (var service in DiscoveryTargets.Of(entry))
        {
            caller.Require(new AclPermission(AclResources.Service, AclPermission.Read, service));
        }
    }

    /// <summary>What everybody may read: settings of the whole mesh that every proxy goes by.</summary>
    private static bool IsOpen(string kind) => kind is ConfigEntryKinds.Mesh or ConfigEntryKinds.ProxyDefaults or ConfigEntryKinds.SamenessGroup;

    /// <summary>What the proxy of any service may read with the service's own token.</summary>
    private static bool IsForServices(string kind, IAuthorizer caller) => kind == ConfigEntryKinds.JwtProvider && caller.Allows(AclPermission.AnyServiceWrite);

    private static AclPermission Read(string kind, string name) => kind switch
    {
        ConfigEntryKinds.ServiceIntentions => Intention(AclPermission.Read, name, AclScope.Any),
        _ when IsAboutService(kind) || IsGateway(kind) => new AclPermission(AclResources.Service, AclPermission.Read, name),
        _ => AclPermission.MeshRead,
    };

    private static AclPermission Write(string kind, string name) => kind switch
    {
        ConfigEntryKinds.ServiceIntentions => Intention(AclPermission.Write, name, AclScope.All),
        _ when IsAboutService(kind) => new AclPermission(AclResources.Service, AclPermission.Write, name),
        _ => AclPermission.MeshWrite,
    };

    /// <summary>Intentions for the wildcard are about all services: some rule must let read, and none may forbid to write.</summary>
    private static AclPermission Intention(string access, string name, AclScope ofWildcard) =>
        new(AclResources.Intention, access, name, name == ConfigEntryConstants.Wildcard ? ofWildcard : AclScope.Named);

    private static bool IsAboutService(string kind) =>
        kind is ConfigEntryKinds.ServiceDefaults or ConfigEntryKinds.ServiceRouter or ConfigEntryKinds.ServiceSplitter or ConfigEntryKinds.ServiceResolver;

    private static bool IsGateway(string kind) =>
        kind is ConfigEntryKinds.IngressGateway or ConfigEntryKinds.TerminatingGateway or ConfigEntryKinds.ApiGateway or ConfigEntryKinds.BoundApiGateway;
}
