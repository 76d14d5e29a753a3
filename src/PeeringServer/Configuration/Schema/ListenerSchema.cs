using static PeeringServer.Configuration.Schema.ConfigType;

namespace PeeringServer.Configuration.Schema;

/// <summary>The keys about what is listened on, and how.</summary>
internal static class ListenerSchema
{
    /// <summary><c>addresses</c>.</summary>
    public static ConfigStruct Addresses { get; } = new ConfigStruct().Strings("dns", "http", "https", "grpc", "grpc_tls");

    /// <summary><c>ports</c>.</summary>
    public static ConfigStruct Ports { get; } = new ConfigStruct().Ints(
        "dns", "http", "https", "serf_lan", "serf_wan", "server", "grpc", "grpc_tls", "proxy_min_port", "proxy_max_port",
        "sidecar_min_port", "sidecar_max_port", "expose_min_port", "expose_max_port");

    /// <summary><c>http_config</c>.</summary>
    public static ConfigStruct HttpConfig { get; } = new ConfigStruct()
        .StringLists("block_endpoints", "allow_write_http_from")
        .StringMaps("response_headers")
        .Bools("use_cache")
        .Ints("max_header_bytes");

    /// <summary><c>dns_config</c>.</summary>
    public static ConfigStruct DnsConfig { get; } = new ConfigStruct()
        .Bools(
            "allow_stale", "disable_compression", "enable_truncate", "only_passing", "enable_additional_node_meta_txt", "use_cache",
            "prefer_namespace")
        .Ints("a_record_limit", "udp_answer_limit")
        .Strings("recursor_strategy")
        .Durations("max_stale", "node_ttl", "recursor_timeout", "cache_max_age")
        .StringMaps("service_ttl")
        .With(new ConfigStruct().With(new ConfigType(ConfigKind.Uint32), "refresh", "retry", "expire", "min_ttl"), "soa");

    /// <summary><c>ui_config</c>.</summary>
    public static ConfigStruct UiConfig { get; } = new ConfigStruct()
        .Bools("enabled")
        .Strings("dir", "content_path", "metrics_provider", "metrics_provider_options_json")
        .StringLists("metrics_provider_files")
        .StringMaps("dashboard_url_templates")
        .With(
            new ConfigStruct()
                .Strings("base_url")
                .StringLists("path_allowlist")
                .With(ListOf(new ConfigStruct().Strings("name", "value")), "add_headers"),
            "metrics_proxy");

    /// <summary><c>unix_sockets</c>.</summary>
    public static ConfigStruct UnixSockets { get; } = new ConfigStruct().Strings("group", "mode", "user");

    /// <summary><c>limits</c>.</summary>
    public static ConfigStruct Limits { get; } = new ConfigStruct()
        .Ints("http_max_conns_per_client", "rpc_max_burst", "rpc_max_conns_per_client")
        .Durations("https_handshake_timeout", "rpc_client_timeout", "rpc_handshake_timeout")
        .Floats("rpc_rate")
        .With(new ConfigType(ConfigKind.Uint64), "kv_max_value_size", "txn_max_req_len")
        .With(new ConfigStruct().Strings("mode").Floats("read_rate", "write_rate"), "request_limits");
}
