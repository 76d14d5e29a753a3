using PeeringServer.Core.GoJson;

namespace PeeringServer.Http.Wire;

/// <summary>Request bodies of the agent, as the Go types that refusals name.</summary>
internal static class AgentRequestTypes
{
    private static readonly GoField[] SnakeCheckFields =
    [
        new("Args", CatalogRequestTypes.Texts, "args"),
        new("ScriptArgsSnake", CatalogRequestTypes.Texts, "script_args"),
        new("DeregisterCriticalServiceAfterSnake", GoType.Interface, "deregister_critical_service_after"),
        new("DockerContainerIDSnake", GoType.String, "docker_container_id"),
        new("TLSServerNameSnake", GoType.String, "tls_server_name"),
        new("TLSSkipVerifySnake", GoType.Bool, "tls_skip_verify"),
        new("GRPCUseTLSSnake", GoType.Bool, "grpc_use_tls"),
        new("H2PingUseTLSSnake", GoType.Bool, "h2ping_use_tls"),
        new("ServiceID", GoType.String),
        new("ServiceIDSnake", GoType.String, "service_id"),
        new("SuccessBeforePassing", GoType.Int),
        new("FailuresBeforeWarning", GoType.Int),
        new("FailuresBeforeCritical", GoType.Int),
    ];

    private static readonly GoStructType CheckType = GoType.Struct(
        "structs.CheckType",
        [
            new("CheckID", GoType.String),
            new("Name", GoType.String),
            new("Status", GoType.String),
            new("Notes", GoType.String),
            new("ProxyHTTP", GoType.String),
            new("ProxyGRPC", GoType.String),
            .. CatalogRequestTypes.CheckFields,
            .. SnakeCheckFields,
        ]);

    public static readonly GoStructType Check = GoType.Struct(
        "structs.CheckDefinition",
        [
            new("ID", GoType.String),
            new("CheckID", GoType.String),
            new("Name", GoType.String),
            new("Status", GoType.String),
            new("Notes", GoType.String),
            new("Token", GoType.String),
            .. CatalogRequestTypes.CheckFields,
            .. SnakeCheckFields,
        ]);

    public static readonly GoStructType Service = GoType.Struct(
        "structs.ServiceDefinition",
        new("Kind", GoType.String),
        new("ID", GoType.String),
        new("Name", GoType.String),
        new("Tags", CatalogRequestTypes.Texts),
        new("Address", GoType.String),
        new("TaggedAddresses", CatalogRequestTypes.ServiceAddresses),
        new("TaggedAddressesSnake", CatalogRequestTypes.ServiceAddresses, "tagged_addresses"),
        new("Meta", CatalogRequestTypes.Pairs),
        new("Port", GoType.Int),
        new("SocketPath", GoType.String),
        new("Check", CheckType),
        new("Checks", GoType.Slice(GoType.Pointer(CheckType))),
        new("Weights", GoType.Pointer(CatalogRequestTypes.Weights)),
        new("Token", GoType.String),
        new("EnableTagOverride", GoType.Bool),
        new("EnableTagOverrideSnake", GoType.Bool, "enable_tag_override"),
        new("Locality", GoType.Pointer(CatalogRequestTypes.Locality)),
        new("Proxy", CatalogRequestTypes.ProxyValue),
        new("Connect", CatalogRequestTypes.ConnectValue));

    public static readonly GoStructType CheckUpdate = GoType.Struct("agent.checkUpdate", new("Status", GoType.String), new("Output", GoType.String));
}
