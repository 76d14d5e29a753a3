using PeeringServer.Configuration.Network;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.GoText;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Configuration.Reading;

/// <summary>
/// Makes the options of an agent out of a merged configuration. An agent is always a server here: one that only forwards to
/// servers elsewhere would have nobody to forward to, and who starts this program without <c>-dev</c> or <c>server = true</c>
/// wants the peering API, not its refusals.
/// </summary>
internal static class AgentOptionsReader
{
    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="ConfigException">The configuration is refused.</exception>
    public static AgentOptions Read(ConfigContext context)
    {
        var keys = context.Keys;
        var ports = PortsReader.Read(context);
        var addressReader = new AddressReader(context);
        var addresses = addressReader.Read();
        var advertised = addressReader.ReadAdvertised(addresses.Bind);
        ConfigChecks.RequirePerformance(context);
        TlsReader.RequirePlaces(context);
        var options = new AgentOptions
        {
            Ports = ports,
            Addresses = addresses,
            HttpsTls = TlsReader.Read(context, "https"),
            GrpcTls = TlsReader.Read(context, "grpc"),
            InternalRpcTls = TlsReader.Read(context, "internal_rpc"),
            Http = ReadHttp(context),
            DevMode = context.IsDev,
            UiEnabled = keys.Bool("ui_config.enabled") ?? keys.Bool("ui") ?? context.IsDev,
            UiContentPath = UiPath(keys.String("ui_config.content_path") ?? keys.String("ui_content_path")),
            LeaveOnTerminate = keys.Bool("leave_on_terminate") ?? false,
            SkipLeaveOnInterrupt = keys.Bool("skip_leave_on_interrupt") ?? true,
            Log = ReadLog(keys, context.IsDev),
            Bootstrap = keys.Bool("bootstrap") == true || keys.Int("bootstrap_expect") == 1,
            GossipEncrypted = keys.String("encrypt") is { Length: > 0 },
            AclDefaultPolicyText = keys.String("acl.default_policy") ?? "allow",
            PrometheusRetentionTime = Duration(keys, "telemetry.prometheus_retention_time", TimeSpan.Zero),
            PidFile = keys.String("pid_file") is { Length: > 0 } pidFile ? pidFile : null,
            UnixSockets = new() { Mode = keys.String("unix_sockets.mode"), User = keys.String("unix_sockets.user"), Group = keys.String("unix_sockets.group") },
            RoleWarning = BootstrapChecks.RoleWarning(context),
            StartRefusal = StartRefusal(keys),
            Definitions = DefinitionsReader.Read(context),
            Cluster = ReadCluster(context) with { AdvertiseAddress = advertised.Lan, AdvertiseAddressWan = advertised.Wan },
        };
        ConfigChecks.Require(context, options);
        return options with { IgnoredKeys = keys.Unread() };
    }

    private static ClusterOptions ReadCluster(ConfigContext context)
    {
        var keys = context.Keys;
        var defaults = new ClusterOptions();
        return defaults with
        {
            Datacenter = keys.String("datacenter")?.ToLowerInvariant() ?? defaults.Datacenter,
            NodeName = (keys.String("node_name") is { Length: > 0 } name ? name : defaults.NodeName).Trim(),
            NodeId = keys.String("node_id") is { Length: > 0 } id ? id.ToLowerInvariant() : "",
            NodeMeta = keys.StringMap("node_meta"),
            ClusterId = ClusterId(keys)?.ToLowerInvariant() ?? defaults.ClusterId,
            PeeringEnabled = keys.Bool("peering.enabled") ?? true,
            ConnectEnabled = keys.Bool("connect.enabled") ?? true,
            Locality = ReadLocality(keys),
            Acl = ReadAcl(keys),
            SidecarMinPort = PortsReader.Bound(keys, "sidecar_min_port") ?? defaults.SidecarMinPort,
            SidecarMaxPort = PortsReader.Bound(keys, "sidecar_max_port") ?? defaults.SidecarMaxPort,
            DefaultQueryTime = Duration(keys, "default_query_time", defaults.DefaultQueryTime),
            MaxQueryTime = Duration(keys, "max_query_time", defaults.MaxQueryTime),
            SessionTtlMin = Duration(keys, "session_ttl_min", defaults.SessionTtlMin),
            DataDirectory = keys.String("data_dir") is { Length: > 0 } folder && !context.IsDev ? folder : null,
        };
    }

    private static AclOptions ReadAcl(ConfigReader keys) => new()
    {
        Enabled = keys.Bool("acl.enabled") ?? false,
        DefaultPolicy = keys.String("acl.default_policy") == "deny" ? AclDefaultPolicy.Deny : AclDefaultPolicy.Allow,
        InitialManagementToken = Secret(keys, "initial_management"),
        DefaultToken = Secret(keys, "default"),
        AgentToken = Secret(keys, "agent"),
        AgentRecoveryToken = Secret(keys, "agent_recovery"),
        DownPolicy = keys.String("acl.down_policy") is { Length: > 0 } policy ? policy : "extend-cache",
    };

    private static string? Secret(ConfigReader keys, string name) => keys.String($"acl.tokens.{name}") is { Length: > 0 } secret ? secret : null;

    private static Locality? ReadLocality(ConfigReader keys)
    {
        var (region, zone) = (keys.String("locality.region"), keys.String("locality.zone"));
        return region is null && zone is null ? null : new Locality(region ?? "", zone ?? "");
    }

    private static HttpOptions ReadHttp(ConfigContext context)
    {
        var keys = context.Keys;
        return new HttpOptions
        {
            ResponseHeaders = keys.StringMap("http_config.response_headers"),
            BlockEndpoints = keys.Strings("http_config.block_endpoints"),
            AllowWriteFrom = [.. keys.Strings("http_config.allow_write_http_from").Select(static text => Cidr.Parse(text.Trim())?.ToString() ?? text.Trim())],
            UseCache = keys.Bool("http_config.use_cache") ?? true,
            MaxValueSize = keys.Int("limits.kv_max_value_size") ?? HttpOptions.DefaultMaxValueSize,
            MaxTransactionSize = keys.Int("limits.txn_max_req_len") ?? HttpOptions.DefaultMaxValueSize,
            MaxHeaderBytes = keys.Int("http_config.max_header_bytes") is > 0 and <= int.MaxValue and var bytes ? (int)bytes : null,
        };
    }

    private static LogOptions ReadLog(ConfigReader keys, bool isDev) => new()
    {
        Level = keys.String("log_level") ?? (isDev ? "debug" : "info"),
        Json = keys.Bool("log_json") ?? false,
        File = keys.String("log_file") is { Length: > 0 } file ? file : null,
    };

    private static string UiPath(string? path) => path is { Length: > 0 } ? $"/{path.Trim('/')}/" : "/ui/";

    // A real agent prints its banner before it finds out about these.
    private static string? StartRefusal(ConfigReader keys)
    {
        var (byDefault, down) = (keys.String("acl.default_policy") ?? "allow", keys.String("acl.down_policy") ?? "extend-cache");
        if (keys.Bool("connect.enabled") != false && keys.Peek("connect.ca_config") is Dictionary<string, object> config && config.ContainsKey("cluster_id"))
        {
            switch (ClusterId(keys))
            {
                case null:
                    return "cluster_id was supplied but was not a string";
                case var id when !Guid.TryParseExact(id, "D", out _):
                    return "cluster_id was supplied but was not a valid UUID";
                default:
                    break;
            }
        }

        return byDefault is not ("allow" or "deny") ? $"Failed to start Consul server: Unsupported default ACL policy: {byDefault}"
            : down is not ("allow" or "deny" or "async-cache" or "extend-cache") ? $"Failed to start Consul server: Unsupported down ACL policy: {down}"
            : null;
    }

    private static string? ClusterId(ConfigReader keys) => keys.Map("connect.ca_config").GetValueOrDefault("cluster_id") as string;

    // Text that is no duration is found by ConfigChecks, together with others.
    private static TimeSpan Duration(ConfigReader keys, string path, TimeSpan byDefault) =>
        keys.String(path) is { } text && GoDuration.TryParse(text, out var duration, out _) ? GoDuration.ToTimeSpan(duration) : byDefault;
}
