using PeeringServer.CommandLine.Flags;
using PeeringServer.Configuration;
using PeeringServer.Configuration.Decoding;
using static PeeringServer.CommandLine.Agent.AgentFlag;

namespace PeeringServer.CommandLine.Agent;

/// <summary>The flags of <c>agent</c>, and the configuration they make.</summary>
internal sealed class AgentFlags
{
    private readonly GoFlag _configDir = new("config-dir", "Path to a directory to read configuration files from, in the order of their names. Can be specified multiple times.");
    private readonly GoFlag _configFile = new("config-file", "Path to a file in JSON or HCL format with a matching file extension. Can be specified multiple times.");
    private readonly GoFlag _configFormat = new("config-format", "Config files are in this format irrespective of their extension. Must be 'hcl' or 'json'", "string");
    private readonly GoFlag _dev = GoFlag.Switch("dev", "Starts the agent in development mode: a server in memory, with the HTTP API on 8500 and gRPC on 8502 and 8503.");
    private readonly GoFlag _hcl = new("hcl", "A piece of configuration in HCL format. Can be specified multiple times.");
    private readonly Dictionary<GoFlag, AgentFlag> _keys = Keys().ToDictionary(k => k.Flag);

    /// <summary>Every flag.</summary>
    public IEnumerable<GoFlag> All => [_configDir, _configFile, _configFormat, _dev, _hcl, .. _keys.Keys];

    /// <summary>What configuration the values ask for.</summary>
    public ConfigRequest Request(GoFlagValues values)
    {
        var (lists, others) = (new ConfigTable(), new ConfigTable());
        foreach (var (flag, value) in values.Given)
        {
            if (_keys.TryGetValue(flag, out var key))
            {
                key.Apply(value, key.Kind == ValueKind.List ? lists : others);
            }
        }

        return new ConfigRequest
        {
            // One list: files and folders are read in the order they stand.
            Paths = [.. values.Given.Where(g => g.Flag == _configDir || g.Flag == _configFile).Select(g => g.Value)],
            Format = values.Last(_configFormat),
            Fragments = [.. values.All(_hcl)],
            FlagLists = lists,
            FlagValues = others,
            IsDev = values.IsOn(_dev),
        };
    }

    private static IEnumerable<AgentFlag> Keys() =>
    [
        Text("advertise", "advertise_addr", "Sets the address that is told to others."),
        Text("advertise-wan", "advertise_addr_wan", "Sets the address that is told to other clusters, instead of that of -advertise."),
        List("allow-write-http-from", "http_config.allow_write_http_from", "Only allow writes over HTTP from this network, in CIDR format. Can be specified multiple times."),
        Text("alt-domain", "alt_domain", "Accepted; there is no DNS."),
        Truth("auto-reload-config", "auto_reload_config", "Accepted; configuration is read once."),
        Text("bind", "bind_addr", "Sets the address of the server port."),
        Truth("bootstrap", "bootstrap", "Sets the server to bootstrap mode; a single server always is."),
        Number("bootstrap-expect", "bootstrap_expect", "Sets how many servers are expected; there is one."),
        Number("check_output_max_size", "check_output_max_size", "Accepted; scripts are not run."),
        Text("client", "client_addr", "Sets the addresses for clients: HTTP, HTTPS and gRPC."),
        Text("data-dir", "data_dir", "Path to a directory the state is kept in."),
        Text("datacenter", "datacenter", "Name of the datacenter."),
        Text("default-query-time", "default_query_time", "How long a blocking query waits that names no time."),
        Truth("disable-host-node-id", "disable_host_node_id", "Accepted; node IDs are always random."),
        Truth("disable-keyring-file", "disable_keyring_file", "Accepted; there is no gossip."),
        Number("dns-port", "ports.dns", "Accepted; there is no DNS."),
        Text("domain", "domain", "Accepted; there is no DNS."),
        Truth("enable-local-script-checks", "enable_local_script_checks", "Accepted; scripts are not run."),
        Truth("enable-script-checks", "enable_script_checks", "Accepted; scripts are not run."),
        Text("encrypt", "encrypt", "Accepted; there is no gossip."),
        Number("grpc-port", "ports.grpc", "Sets the gRPC port."),
        Number("grpc-tls-port", "ports.grpc_tls", "Sets the gRPC port with TLS, the one that other clusters dial."),
        Number("http-port", "ports.http", "Sets the HTTP port."),
        Number("https-port", "ports.https", "Sets the HTTPS port."),
        List("join", "retry_join", "Accepted; there is one server."),
        List("join-wan", "retry_join_wan", "Accepted; there is one server."),
        Text("log-file", "log_file", "Path to a file the log is written to as well."),
        Truth("log-json", "log_json", "Writes the log as JSON, and no banner."),
        Text("log-level", "log_level", "How much is logged: trace, debug, info, warn or error."),
        Number("log-rotate-bytes", "log_rotate_bytes", "Accepted; log files are not rotated."),
        Text("log-rotate-duration", "log_rotate_duration", "Accepted; log files are not rotated."),
        Number("log-rotate-max-files", "log_rotate_max_files", "Accepted; log files are not rotated."),
        Text("max-query-time", "max_query_time", "The longest a blocking query waits."),
        Text("node", "node_name", "Name of this node. Defaults to the name of the host."),
        Text("node-id", "node_id", "A UUID for this node. Defaults to a random one that is kept in the data directory."),
        Map("node-meta", "node_meta", "Metadata of this node, in the format key:value. Can be specified multiple times."),
        Truth("non-voting-server", "read_replica", "Accepted; there is one server."),
        Text("pid-file", "pid_file", "Path to a file that holds the ID of the process while the agent runs."),
        List("primary-gateway", "primary_gateways", "Accepted; there is no federation."),
        Number("protocol", "protocol", "Accepted; there is one server."),
        Number("raft-protocol", "raft_protocol", "Accepted; there is one server."),
        Truth("read-replica", "read_replica", "Accepted; there is one server."),
        List("recursor", "recursors", "Accepted; there is no DNS."),
        Truth("rejoin", "rejoin_after_leave", "Accepted; there is one server."),
        Text("retry-interval", "retry_interval", "Accepted; there is one server."),
        Text("retry-interval-wan", "retry_interval_wan", "Accepted; there is one server."),
        List("retry-join", "retry_join", "Accepted; there is one server."),
        List("retry-join-wan", "retry_join_wan", "Accepted; there is one server."),
        Number("retry-max", "retry_max", "Accepted; there is one server."),
        Number("retry-max-wan", "retry_max_wan", "Accepted; there is one server."),
        Text("segment", "segment", "Accepted; there are no segments."),
        List("serf-lan-allowed-cidrs", "serf_lan_allowed_cidrs", "Accepted; there is no gossip."),
        Text("serf-lan-bind", "serf_lan", "Accepted; there is no gossip."),
        Number("serf-lan-port", "ports.serf_lan", "Shown only; there is no gossip."),
        List("serf-wan-allowed-cidrs", "serf_wan_allowed_cidrs", "Accepted; there is no gossip."),
        Text("serf-wan-bind", "serf_wan", "Accepted; there is no gossip."),
        Number("serf-wan-port", "ports.serf_wan", "Shown only; there is no gossip."),
        Truth("server", "server", "Switches the agent to server mode, which it always is in."),
        Number("server-port", "ports.server", "Sets the server port."),
        Truth("syslog", "enable_syslog", "Accepted; the log goes to standard output."),
        Truth("ui", "ui_config.enabled", "Enables the web UI."),
        Text("ui-content-path", "ui_config.content_path", "Sets the path of the web UI."),
        Text("ui-dir", "ui_config.dir", "Accepted; the web UI is built in."),
    ];
}
