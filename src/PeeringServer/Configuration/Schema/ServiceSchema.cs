using static PeeringServer.Configuration.Schema.ConfigType;

namespace PeeringServer.Configuration.Schema;

/// <summary>The keys of <c>service</c>, <c>services</c>, <c>check</c> and <c>checks</c>.</summary>
internal static class ServiceSchema
{
    /// <summary>A health check.</summary>
    public static ConfigStruct Check { get; } = new ConfigStruct()
        .Strings(
            "id", "name", "notes", "service_id", "token", "status", "http", "method", "body", "tcp", "udp", "interval",
            "docker_container_id", "shell", "grpc", "tls_server_name", "alias_node", "alias_service", "timeout", "ttl", "h2ping",
            "os_service", "deregister_critical_service_after")
        .Bools("disable_redirects", "grpc_use_tls", "tls_skip_verify", "h2ping_use_tls", "tcp_use_tls")
        .Ints("output_max_size", "success_before_passing", "failures_before_warning", "failures_before_critical")
        .StringLists("args")
        .With(MapOf(StringList), "header")
        .Alias("serviceid", "service_id")
        .Alias("scriptargs", "args")
        .Alias("dockercontainerid", "docker_container_id")
        .Alias("tlsskipverify", "tls_skip_verify")
        .Alias("deregistercriticalserviceafter", "deregister_critical_service_after");

    /// <summary>A service.</summary>
    public static ConfigStruct Service { get; } = DescribeService();

    private static ConfigStruct DescribeService()
    {
        var service = new ConfigStruct();
        return service
            .Strings("kind", "id", "name", "address", "socket_path", "token")
            .Bools("enable_tag_override")
            .Ints("port")
            .StringLists("tags")
            .StringMaps("meta")
            .With(MapOf(new ConfigStruct().Strings("address").Ints("port")), "tagged_addresses")
            .With(new ConfigStruct().Ints("passing", "warning"), "weights")
            .With(new ConfigStruct().Strings("region", "zone"), "locality")
            .With(Check, "check")
            .With(ListOf(Check), "checks")
            .With(DescribeProxy(), "proxy")
            .With(new ConfigStruct().Bools("native").With(service, "sidecar_service"), "connect");
    }

    private static ConfigStruct DescribeProxy()
    {
        var meshGateway = new ConfigStruct().Strings("mode");
        var upstream = new ConfigStruct()
            .Strings(
                "destination_type", "destination_namespace", "destination_partition", "destination_peer", "destination_name",
                "datacenter", "local_bind_address", "local_bind_socket_path", "local_bind_socket_mode")
            .Ints("local_bind_port")
            .With(AnyMap, "config")
            .With(meshGateway, "mesh_gateway");
        var path = new ConfigStruct().Strings("path", "protocol").Ints("listener_port", "local_path_port");
        return new ConfigStruct()
            .Strings("destination_service_name", "destination_service_id", "local_service_address", "local_service_socket_path", "mode")
            .Ints("local_service_port")
            .With(AnyMap, "config")
            .With(ListOf(upstream), "upstreams")
            .With(meshGateway, "mesh_gateway")
            .With(ListOf(new ConfigStruct().Strings("name").Bools("required").With(AnyMap, "arguments").Strings("consul_version", "envoy_version")), "envoy_extensions")
            .With(new ConfigStruct().Ints("outbound_listener_port").Bools("dialed_directly"), "transparent_proxy")
            .With(new ConfigStruct().Bools("checks").Ints("port").With(ListOf(path), "paths"), "expose");
    }
}
