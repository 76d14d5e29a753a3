using static PeeringServer.Configuration.Schema.ConfigType;

namespace PeeringServer.Configuration.Schema;

/// <summary>
/// Every key a consul agent's configuration may have, with its type: clients write files with dozens of them, and one that is
/// not known refuses the file by name. Few have an effect here; the rest are accepted.
/// </summary>
internal static class AgentSchema
{
    /// <summary>The whole configuration.</summary>
    public static ConfigStruct Root { get; } = new ConfigStruct()
        .Strings(
            "advertise_addr", "advertise_addr_ipv4", "advertise_addr_ipv6", "advertise_addr_wan", "advertise_addr_wan_ipv4",
            "advertise_addr_wan_ipv6", "bind_addr", "client_addr", "domain", "alt_domain", "data_dir", "datacenter",
            "default_intention_policy", "encrypt", "license_path", "log_level", "log_file", "node_id", "node_name", "pid_file",
            "primary_datacenter", "serf_lan", "serf_wan", "server_name", "syslog_facility", "ui_content_path", "ui_dir", "partition",
            "segment", "revision", "version", "version_prerelease", "version_metadata", "build_date")
        .Durations(
            "advertise_reconnect_timeout", "check_update_interval", "default_query_time", "max_query_time", "discovery_max_stale",
            "log_rotate_duration", "primary_gateways_interval", "raft_snapshot_interval", "reconnect_timeout", "reconnect_timeout_wan",
            "retry_interval", "retry_interval_wan", "session_ttl_min", "server_rejoin_age_max", "ae_interval", "check_deregister_interval_min",
            "check_reap_interval", "sync_coordinate_interval_min", "license_poll_base_time", "license_poll_max_time",
            "license_update_base_time", "license_update_max_time")
        .Bools(
            "auto_reload_config", "bootstrap", "disable_anonymous_signature", "disable_coordinates", "disable_host_node_id",
            "disable_http_unprintable_char_filter", "disable_keyring_file", "disable_remote_exec", "disable_update_check",
            "discard_check_output", "enable_agent_tls_for_checks", "enable_central_service_config", "enable_debug",
            "enable_script_checks", "enable_local_script_checks", "enable_syslog", "encrypt_verify_incoming",
            "encrypt_verify_outgoing", "leave_on_terminate", "log_json", "rejoin_after_leave", "server", "skip_leave_on_interrupt",
            "translate_wan_addrs", "ui", "use_streaming_backend", "read_replica", "raft_prevote_disabled")
        .Ints(
            "bootstrap_expect", "check_output_max_size", "log_rotate_bytes", "log_rotate_max_files", "protocol", "raft_protocol",
            "raft_snapshot_threshold", "raft_trailing_logs", "retry_max", "retry_max_wan", "segment_limit", "segment_name_limit")
        .Floats("sync_coordinate_rate_target")
        .StringLists(
            "recursors", "primary_gateways", "retry_join", "retry_join_wan", "serf_lan_allowed_cidrs", "serf_wan_allowed_cidrs", "experiments")
        .StringMaps("node_meta", "tagged_addresses", "log_sublevels")
        .Alias("non_voting_server", "read_replica")
        .With(AnyMap, "snapshot_agent")
        .With(ListOf(AnyMap), "watches")
        .With(AclSchema.Acl, "acl")
        .With(ServiceSchema.Service, "service")
        .With(ListOf(ServiceSchema.Service), "services")
        .With(ServiceSchema.Check, "check")
        .With(ListOf(ServiceSchema.Check), "checks")
        .With(TlsSchema.Tls, "tls")
        .With(TlsSchema.AutoEncrypt, "auto_encrypt")
        .With(TlsSchema.AutoConfig, "auto_config")
        .With(ListenerSchema.Addresses, "addresses")
        .With(ListenerSchema.Ports, "ports")
        .With(ListenerSchema.HttpConfig, "http_config")
        .With(ListenerSchema.DnsConfig, "dns_config")
        .With(ListenerSchema.UiConfig, "ui_config")
        .With(ListenerSchema.UnixSockets, "unix_sockets")
        .With(ListenerSchema.Limits, "limits")
        .With(ClusterSchema.Connect, "connect")
        .With(new ConfigStruct().Bools("enabled", "test_allow_peer_registrations"), "peering")
        .With(new ConfigStruct().Strings("region", "zone"), "locality")
        .With(new ConfigStruct().With(ListOf(AnyMap), "bootstrap"), "config_entries")
        .With(ClusterSchema.Autopilot, "autopilot")
        .With(ClusterSchema.Gossip, "gossip_lan", "gossip_wan")
        .With(ClusterSchema.Performance, "performance")
        .With(ClusterSchema.RaftLogStore, "raft_logstore")
        .With(ListOf(ClusterSchema.Segment), "segments")
        .With(ClusterSchema.Consul, "consul")
        .With(ClusterSchema.Cloud, "cloud")
        .With(ClusterSchema.Audit, "audit")
        .With(TelemetrySchema.Telemetry, "telemetry")
        .With(new ConfigStruct().Ints("entry_fetch_max_burst").Floats("entry_fetch_rate"), "cache")
        .With(new ConfigStruct().Bools("enable_streaming"), "rpc")
        .With(new ConfigStruct().Floats("update_max_per_second"), "xds")
        .With(new ConfigStruct().With(new ConfigStruct().Bools("enabled"), "license"), "reporting")
        .WithFormerKeys();

    // Names that were at the top level before they moved into a part of their own (FormerKeys moves what they hold).
    private static ConfigStruct WithFormerKeys(this ConfigStruct root) => root
        .Strings(
            "acl_agent_master_token", "acl_agent_token", "acl_token", "acl_master_token", "acl_replication_token", "acl_datacenter",
            "acl_default_policy", "acl_down_policy", "acl_ttl", "ca_file", "ca_path", "cert_file", "key_file", "tls_cipher_suites",
            "tls_min_version")
        .Bools(
            "acl_enable_key_list_policy", "enable_acl_replication", "verify_incoming", "verify_incoming_https", "verify_incoming_rpc",
            "verify_outgoing", "verify_server_hostname", "tls_prefer_server_cipher_suites")
        .StringLists("start_join", "start_join_wan")
        .With(new ConfigStruct().Bools("NoFreelistSync"), "raft_boltdb");
}
