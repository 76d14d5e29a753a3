using static PeeringServer.Core.ConfigEntries.Shapes.EntryShape;

namespace PeeringServer.Core.ConfigEntries.Shapes;

/// <summary>The kinds whose fields are known, without those that all kinds have; what clients send of other kinds is kept as it comes.</summary>
internal static class EntryShapes
{
    private static readonly EntryField TransparentProxy = Struct("TransparentProxy", Number("OutboundListenerPort"), Flag("DialedDirectly"));

    private static readonly EntryField MeshGateway = Struct("MeshGateway", Text("Mode"));

    private static readonly EntryField Expose = Struct(
        "Expose",
        Flag("Checks"),
        Structs("Paths", Number("ListenerPort"), Text("Path"), Number("LocalPathPort"), Text("Protocol"), Flag("ParsedFromCheck").Always()));

    private static readonly EntryField EnvoyExtensions = Structs(
        "EnvoyExtensions",
        Text("Name").Always(),
        Flag("Required").Always(),
        Opaque("Arguments").Always(),
        Text("ConsulVersion").Always(),
        Text("EnvoyVersion").Always());

    private static readonly EntryField[] TlsDirection = [Text("TLSMinVersion"), Text("TLSMaxVersion"), TextList("CipherSuites")];

    private static readonly EntryField[] Upstream =
    [
        Text("Name"),
        Text("Peer").Always(),
        Text("EnvoyListenerJSON"),
        Text("EnvoyClusterJSON"),
        LowerText("Protocol"),
        Number("ConnectTimeoutMs"),
        Pointer("Limits", Number("MaxConnections"), Number("MaxPendingRequests"), Number("MaxConcurrentRequests")),
        Pointer(
            "PassiveHealthCheck",
            Duration("Interval"),
            Number("MaxFailures"),
            Number("EnforcingConsecutive5xx").Or("enforcing_consecutive_5xx"),
            Number("MaxEjectionPercent"),
            Duration("BaseEjectionTime")),
        MeshGateway,
        Text("BalanceOutboundConnections"),
    ];

    private static readonly EntryField Jwt = Pointer(
        "JWT",
        Structs("Providers", Text("Name"), Structs("VerifyClaims", TextList("Path"), Text("Value"))));

    public static readonly EntryShape Mesh = new(
        Struct("TransparentProxy", Flag("MeshDestinationsOnly").Always()),
        Flag("AllowEnablingPermissiveMutualTLS"),
        Flag("ValidateClusters"),
        Pointer("TLS", Pointer("Incoming", [.. TlsDirection]), Pointer("Outgoing", [.. TlsDirection])),
        Pointer(
            "HTTP",
            Flag("SanitizeXForwardedClientCert").Always(),
            Pointer(
                "Incoming",
                Pointer(
                    "RequestNormalization",
                    Flag("InsecureDisablePathNormalization").Always(),
                    Flag("MergeSlashes").Always(),
                    Text("PathWithEscapedSlashesAction").Always(),
                    Text("HeadersWithUnderscoresAction").Always()))),
        Pointer("Peering", Flag("PeerThroughMeshGateways").Always()));

    public static readonly EntryShape ServiceDefaults = new(
        LowerText("Protocol").Always(),
        Text("Mode"),
        TransparentProxy,
        Text("MutualTLSMode"),
        MeshGateway,
        Expose,
        Text("ExternalSNI"),
        Pointer("UpstreamConfig", Structs("Overrides", [.. Upstream]), Pointer("Defaults", [.. Upstream])),
        Pointer("Destination", TextList("Addresses"), Number("Port")),
        Number("MaxInboundConnections"),
        Number("LocalConnectTimeoutMs"),
        Number("LocalRequestTimeoutMs"),
        Text("BalanceInboundConnections"),
        Pointer("RateLimits", Struct("InstanceLevel", Number("RequestsPerSecond").Always(), Number("RequestsMaxBurst").Always(), RateLimitRoutes().Always())),
        EnvoyExtensions);

    public static readonly EntryShape ProxyDefaults = new(
        Opaque("Config").Always(),
        Text("Mode"),
        TransparentProxy,
        Text("MutualTLSMode"),
        MeshGateway,
        Expose,
        Struct("AccessLogs", Flag("Enabled"), Flag("DisableListenerLogs"), Text("Type"), Text("Path"), Text("JSONFormat"), Text("TextFormat")),
        EnvoyExtensions,
        Pointer("FailoverPolicy", Text("Mode"), TextList("Regions")),
        Pointer("PrioritizeByLocality", Text("Mode")));

    public static readonly EntryShape ExportedServices = new(
        Structs("Services", Text("Name").Always(), Structs("Consumers", Text("Partition"), Text("Peer").Or("peer_name"), Text("SamenessGroup"))));

    public static readonly EntryShape ServiceIntentions = new(
        Structs(
            "Sources",
            Text("Name").Always(),
            Text("Action"),
            Structs(
                "Permissions",
                Text("Action").Always(),
                Pointer("HTTP", Text("PathExact"), Text("PathPrefix"), Text("PathRegex"), HttpHeaders(), TextList("Methods")),
                Jwt),
            Number("Precedence").Always(),
            Text("LegacyID"),
            Text("Type").Always(),
            Text("Description"),
            TextMap("LegacyMeta"),
            Text("LegacyCreateTime"),
            Text("LegacyUpdateTime"),
            Text("Peer"),
            Text("SamenessGroup")).Always(),
        Jwt);

    public static EntryShape? Find(string kind) => kind switch
    {
        ConfigEntryKinds.Mesh => Mesh,
        ConfigEntryKinds.ServiceDefaults => ServiceDefaults,
        ConfigEntryKinds.ProxyDefaults => ProxyDefaults,
        ConfigEntryKinds.ExportedServices => ExportedServices,
        ConfigEntryKinds.ServiceIntentions => ServiceIntentions,
        _ => null,
    };

    private static EntryField RateLimitRoutes() => Structs(
        "Routes",
        Text("PathExact").Always(),
        Text("PathPrefix").Always(),
        Text("PathRegex").Always(),
        Number("RequestsPerSecond").Always(),
        Number("RequestsMaxBurst").Always());

    private static EntryField HttpHeaders() => Structs(
        "Header",
        Text("Name").Always(),
        Flag("Present"),
        Text("Exact"),
        Text("Prefix"),
        Text("Suffix"),
        Text("Contains"),
        Text("Regex"),
        Flag("Invert"),
        Flag("IgnoreCase"));
}
