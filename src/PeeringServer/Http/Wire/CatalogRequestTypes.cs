using System.Text;
using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Request bodies of the catalog and the agent, as the Go types that refusals name. What some clients send in snake case is taken too.</summary>
internal static class CatalogRequestTypes
{
    public const string Datacenter = "Datacenter";
    public const string PeerName = "PeerName";

    public static readonly GoType Texts = GoType.Slice(GoType.String);
    public static readonly GoType Pairs = GoType.Map(GoType.String);

    /// <summary>JSON that is kept as it came: null where it was null.</summary>
    public static readonly GoType Raw = GoType.Custom("map[string]interface {}", static (json, _) => json.SequenceEqual("null"u8) ? null : Encoding.UTF8.GetString(json));

    public static readonly GoStructType ServiceAddress = GoType.Struct("structs.ServiceAddress", new("Address", GoType.String), new("Port", GoType.Int));

    public static readonly GoType ServiceAddresses = GoType.Map(ServiceAddress);

    public static readonly GoStructType Weights = GoType.Struct("structs.Weights", new("Passing", GoType.Int), new("Warning", GoType.Int));

    public static readonly GoStructType Locality = GoType.Struct("structs.Locality", new("Region", GoType.String), new("Zone", GoType.String));

    /// <summary>The fields of a check's definition that are called the same wherever it stands.</summary>
    public static readonly GoField[] CheckFields =
    [
        new("HTTP", GoType.String),
        new("TLSServerName", GoType.String),
        new("TLSSkipVerify", GoType.Bool),
        new("Header", GoType.Map(Texts)),
        new("Method", GoType.String),
        new("Body", GoType.String),
        new("DisableRedirects", GoType.Bool),
        new("TCP", GoType.String),
        new("TCPUseTLS", GoType.Bool),
        new("UDP", GoType.String),
        new("H2PING", GoType.String),
        new("H2PingUseTLS", GoType.Bool),
        new("OSService", GoType.String),
        new("Interval", GoType.Interface),
        new("OutputMaxSize", GoType.Int),
        new("Timeout", GoType.Interface),
        new("DeregisterCriticalServiceAfter", GoType.Interface),
        new("ScriptArgs", Texts),
        new("DockerContainerID", GoType.String),
        new("Shell", GoType.String),
        new("GRPC", GoType.String),
        new("GRPCUseTLS", GoType.Bool),
        new("AliasNode", GoType.String),
        new("AliasService", GoType.String),
        new("TTL", GoType.Interface),
    ];

    private static readonly GoStructType Definition = GoType.Struct("structs.HealthCheckDefinition", CheckFields);

    private static readonly GoStructType Proxy = GoType.Struct(
        "structs.ConnectProxyConfig",
        new("DestinationServiceName", GoType.String),
        new("DestinationServiceID", GoType.String),
        new("LocalServiceAddress", GoType.String),
        new("LocalServicePort", GoType.Int),
        new("LocalServiceSocketPath", GoType.String),
        new("Mode", GoType.String),
        new("Config", Raw),
        new("Upstreams", Raw),
        new("MeshGateway", GoType.Struct("structs.MeshGatewayConfig", new GoField("Mode", GoType.String))),
        new("Expose", Raw));

    private static readonly GoStructType Connect = GoType.Struct("structs.ServiceConnect", new("Native", GoType.Bool), new("SidecarService", Raw), new("SidecarServiceSnake", Raw, "sidecar_service"));

    /// <summary>Reads its own JSON, and takes what it does not know.</summary>
    public static readonly GoType ProxyValue = Lenient(Proxy);

    /// <inheritdoc cref="ProxyValue"/>
    public static readonly GoType ConnectValue = Lenient(Connect);

    private static readonly GoStructType NodeService = GoType.Struct(
        "structs.NodeService",
        new("Kind", GoType.String),
        new("ID", GoType.String),
        new("Service", GoType.String),
        new("Tags", Texts),
        new("Address", GoType.String),
        new("TaggedAddresses", ServiceAddresses),
        new("Meta", Pairs),
        new("Port", GoType.Int),
        new("SocketPath", GoType.String),
        new("Weights", GoType.Pointer(Weights)),
        new("EnableTagOverride", GoType.Bool),
        new("Locality", GoType.Pointer(Locality)),
        new("Proxy", ProxyValue),
        new("Connect", ConnectValue),
        new(PeerName, GoType.String),
        new("CreateIndex", GoType.Uint64),
        new("ModifyIndex", GoType.Uint64));

    private static readonly GoStructType HealthCheck = GoType.Struct(
        "structs.HealthCheck",
        new("Node", GoType.String),
        new("CheckID", GoType.String),
        new("Name", GoType.String),
        new("Status", GoType.String),
        new("Notes", GoType.String),
        new("Output", GoType.String),
        new("ServiceID", GoType.String),
        new("ServiceName", GoType.String),
        new("ServiceTags", Texts),
        new("Type", GoType.String),
        new("Interval", GoType.String),
        new("Timeout", GoType.String),
        new("ExposedPort", GoType.Int),
        new(PeerName, GoType.String),
        new("Definition", Lenient(Definition)),
        new("CreateIndex", GoType.Uint64),
        new("ModifyIndex", GoType.Uint64));

    public static readonly GoStructType Register = GoType.Struct(
        "structs.RegisterRequest",
        new(Datacenter, GoType.String),
        new("ID", GoType.String),
        new("Node", GoType.String),
        new("Address", GoType.String),
        new("TaggedAddresses", Pairs),
        new("NodeMeta", Pairs),
        new("Service", GoType.Pointer(NodeService)),
        new("Check", GoType.Pointer(HealthCheck)),
        new("Checks", GoType.Slice(GoType.Pointer(HealthCheck))),
        new("Locality", GoType.Pointer(Locality)),
        new("SkipNodeUpdate", GoType.Bool),
        new(PeerName, GoType.String),
        new("Token", GoType.String),
        new("CreateIndex", GoType.Uint64),
        new("ModifyIndex", GoType.Uint64));

    public static readonly GoStructType Deregister = GoType.Struct(
        "structs.DeregisterRequest",
        new(Datacenter, GoType.String),
        new("Node", GoType.String),
        new("Address", GoType.String),
        new("ServiceID", GoType.String),
        new("CheckID", GoType.String),
        new(PeerName, GoType.String),
        new("Token", GoType.String));

    /// <summary>A struct that is decoded by itself, without regard to fields that it does not have.</summary>
    private static GoType Lenient(GoStructType type) => GoType.Custom(type.Name, (json, _) => GoJsonDecoder.Unmarshal(json, type));
}
