using PeeringServer.Core;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Configuration;

/// <summary>Everything one agent process, or one fixture, is started with. The command line and the fixture make the same record.</summary>
public sealed record AgentOptions
{
    /// <summary>The cluster this agent is the one server of.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>Ports to listen on.</summary>
    public AgentPorts Ports { get; init; } = new();

    /// <summary>Addresses to listen on.</summary>
    public AgentAddresses Addresses { get; init; } = new();

    /// <summary>Certificates of the HTTPS listener (<c>tls.https</c> over <c>tls.defaults</c>).</summary>
    public TlsListenerOptions HttpsTls { get; init; } = new();

    /// <summary><c>tls.grpc</c> over <c>tls.defaults</c>. Without a certificate the listener has one of the cluster's own authority.</summary>
    public TlsListenerOptions GrpcTls { get; init; } = new();

    /// <summary><c>tls.internal_rpc</c> over <c>tls.defaults</c>: shown in the banner only.</summary>
    public TlsListenerOptions InternalRpcTls { get; init; } = new();

    /// <summary><c>http_config</c>.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>Started with <c>-dev</c>: in memory, and JSON is indented.</summary>
    public bool DevMode { get; init; }

    /// <summary><c>ui_config.enabled</c>.</summary>
    public bool UiEnabled { get; init; }

    /// <summary><c>ui_config.content_path</c>, with a slash at both ends.</summary>
    public string UiContentPath { get; init; } = "/ui/";

    /// <summary><c>leave_on_terminate</c>: end with exit code 0 on SIGTERM.</summary>
    public bool LeaveOnTerminate { get; init; }

    /// <summary><c>skip_leave_on_interrupt</c>: end with exit code 1 on SIGINT, as a server does unless told otherwise.</summary>
    public bool SkipLeaveOnInterrupt { get; init; } = true;

    /// <summary>Where the log goes, and how much of it.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary><c>bootstrap</c>, or <c>bootstrap_expect</c> of 1: shown only.</summary>
    public bool Bootstrap { get; init; }

    /// <summary>A gossip key was set: shown in the banner only.</summary>
    public bool GossipEncrypted { get; init; }

    /// <summary><c>acl.default_policy</c> as it was written, for the banner.</summary>
    public string AclDefaultPolicyText { get; init; } = "allow";

    /// <summary><c>telemetry.prometheus_retention_time</c>: above zero the metrics can be had in the format of Prometheus.</summary>
    public TimeSpan PrometheusRetentionTime { get; init; }

    /// <summary><c>pid_file</c>: where the command line writes the ID of its process; null for nowhere.</summary>
    public string? PidFile { get; init; }

    /// <summary><c>unix_sockets</c>.</summary>
    public UnixSocketOptions UnixSockets { get; init; } = new();

    /// <summary>What the configuration asks for in vain, because this always is a server, and the only one; one line of the log says so. Null for nothing.</summary>
    public string? RoleWarning { get; init; }

    /// <summary>What a server refuses to start with, though its configuration was read without an error; null for nothing.</summary>
    public string? StartRefusal { get; init; }

    /// <summary><c>services</c> and <c>checks</c>: what the agent keeps from its start on.</summary>
    internal AgentDefinitions Definitions { get; init; } = AgentDefinitions.None;

    /// <summary>Keys and flags that were accepted but are about what does not exist here; one log line names them.</summary>
    public IReadOnlyList<string> IgnoredKeys { get; init; } = [];
}
