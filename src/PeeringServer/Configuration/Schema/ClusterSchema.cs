using static PeeringServer.Configuration.Schema.ConfigType;

namespace PeeringServer.Configuration.Schema;

/// <summary>The keys about how servers form a cluster, most of which a single emulated server has no use for.</summary>
internal static class ClusterSchema
{
    /// <summary><c>connect</c>.</summary>
    public static ConfigStruct Connect { get; } = new ConfigStruct()
        .Bools("enabled", "enable_mesh_gateway_wan_federation")
        .Strings("ca_provider")
        .Durations("test_ca_leaf_root_change_spread")
        .With(AnyMap, "ca_config");

    /// <summary><c>autopilot</c>.</summary>
    public static ConfigStruct Autopilot { get; } = new ConfigStruct()
        .Bools("cleanup_dead_servers", "disable_upgrade_migration")
        .Durations("last_contact_threshold", "server_stabilization_time")
        .Ints("max_trailing_logs")
        .Strings("redundancy_zone_tag", "upgrade_version_tag")
        .With(new ConfigType(ConfigKind.Uint), "min_quorum");

    /// <summary><c>gossip_lan</c> and <c>gossip_wan</c>.</summary>
    public static ConfigStruct Gossip { get; } = new ConfigStruct()
        .Ints("gossip_nodes", "suspicion_mult", "retransmit_mult")
        .Durations("gossip_interval", "probe_interval", "probe_timeout");

    /// <summary><c>performance</c>.</summary>
    public static ConfigStruct Performance { get; } = new ConfigStruct()
        .Ints("raft_multiplier")
        .Durations("leave_drain_time", "rpc_hold_timeout", "grpc_keepalive_interval", "grpc_keepalive_timeout");

    /// <summary><c>raft_logstore</c>.</summary>
    public static ConfigStruct RaftLogStore { get; } = new ConfigStruct()
        .Strings("backend")
        .Bools("disable_log_cache")
        .With(new ConfigStruct().Bools("enabled").Durations("interval"), "verification")
        .With(new ConfigStruct().Bools("no_freelist_sync"), "boltdb")
        .With(new ConfigStruct().Ints("segment_size_mb"), "wal");

    /// <summary>An element of <c>segments</c>.</summary>
    public static ConfigStruct Segment { get; } = new ConfigStruct().Strings("advertise", "bind", "name").Ints("port").Bools("rpc_listener");

    /// <summary><c>consul</c>: timings that only consul's own tests set.</summary>
    public static ConfigStruct Consul { get; } = new ConfigStruct()
        .With(new ConfigStruct().Ints("update_batch_size", "update_max_batches").Durations("update_period"), "coordinate")
        .With(new ConfigStruct().Durations("election_timeout", "heartbeat_timeout", "leader_lease_timeout"), "raft")
        .With(new ConfigStruct().Durations("health_interval"), "server");

    /// <summary><c>cloud</c>.</summary>
    public static ConfigStruct Cloud { get; } = new ConfigStruct()
        .Strings("resource_id", "client_id", "client_secret", "hostname", "auth_url", "scada_address");

    /// <summary><c>audit</c>.</summary>
    public static ConfigStruct Audit { get; } = new ConfigStruct()
        .Bools("enabled")
        .With(
            MapOf(new ConfigStruct()
                .Strings("type", "format", "path", "delivery_guarantee", "mode")
                .Durations("rotate_duration")
                .Ints("rotate_bytes", "rotate_max_files")),
            "sink");
}
