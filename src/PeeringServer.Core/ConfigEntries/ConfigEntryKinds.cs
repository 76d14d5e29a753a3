using System.Collections.Frozen;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Consul's kinds of config entries.</summary>
internal static class ConfigEntryKinds
{
    public const string ServiceDefaults = "service-defaults";
    public const string ProxyDefaults = "proxy-defaults";
    public const string ServiceRouter = "service-router";
    public const string ServiceSplitter = "service-splitter";
    public const string ServiceResolver = "service-resolver";
    public const string IngressGateway = "ingress-gateway";
    public const string TerminatingGateway = "terminating-gateway";
    public const string ServiceIntentions = "service-intentions";
    public const string Mesh = "mesh";
    public const string ExportedServices = "exported-services";
    public const string SamenessGroup = "sameness-group";
    public const string ApiGateway = "api-gateway";
    public const string BoundApiGateway = "bound-api-gateway";
    public const string FileSystemCertificate = "file-system-certificate";
    public const string InlineCertificate = "inline-certificate";
    public const string HttpRoute = "http-route";
    public const string TcpRoute = "tcp-route";
    public const string JwtProvider = "jwt-provider";

    /// <summary>Name of the one <c>mesh</c> entry there can be; it is not shown.</summary>
    public const string MeshName = "mesh";

    /// <summary>Name of the one <c>proxy-defaults</c> entry there can be.</summary>
    public const string ProxyDefaultsName = "global";

    /// <summary>Name of the one <c>exported-services</c> entry there can be without admin partitions.</summary>
    public const string ExportedServicesName = "default";

    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        ServiceDefaults,
        ProxyDefaults,
        ServiceRouter,
        ServiceSplitter,
        ServiceResolver,
        IngressGateway,
        TerminatingGateway,
        ServiceIntentions,
        Mesh,
        ExportedServices,
        SamenessGroup,
        ApiGateway,
        BoundApiGateway,
        FileSystemCertificate,
        InlineCertificate,
        HttpRoute,
        TcpRoute,
        JwtProvider);

    public static bool IsKnown(string kind) => All.Contains(kind);

    /// <exception cref="RefusalException">Consul has no such kind.</exception>
    public static void Require(string kind)
    {
        if (!IsKnown(kind))
        {
            throw new RefusalException(RefusalKind.Invalid, ConfigEntryConstants.InvalidKind(kind));
        }
    }
}
