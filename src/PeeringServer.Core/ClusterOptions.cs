using PeeringServer.Core.Acl;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Core;

/// <summary>What one emulated cluster is told about itself. Defaults are those of a Consul server started without configuration.</summary>
public sealed record ClusterOptions
{
    /// <summary>Name of the datacenter: lower case letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Datacenter { get; init; } = "dc1";

    /// <summary>Name of the one server node.</summary>
    public string NodeName { get; init; } = Environment.MachineName;

    /// <summary>Id of the one server node, a UUID in lower case; random unless set.</summary>
    public string NodeId { get; init; } = Guid.NewGuid().ToString();

    /// <summary><c>node_meta</c>: shown with the node in the catalog.</summary>
    public IReadOnlyDictionary<string, string> NodeMeta { get; init; } = new Dictionary<string, string>();

    /// <summary><c>connect.ca_config.cluster_id</c>: a UUID that fixes the trust domain <c>&lt;id&gt;.consul</c>; random unless set.</summary>
    public string ClusterId { get; init; } = Guid.NewGuid().ToString();

    /// <summary><c>peering.enabled</c>: where false every peering call is refused.</summary>
    public bool PeeringEnabled { get; init; } = true;

    /// <summary><c>connect.enabled</c>: where false there is no certificate authority, and no token can be generated.</summary>
    public bool ConnectEnabled { get; init; } = true;

    /// <summary>Region and zone of this cluster, put into the tokens it generates.</summary>
    public Locality? Locality { get; init; }

    /// <summary>Address other servers reach this one at; the WAN address goes before it in tokens.</summary>
    public string AdvertiseAddress { get; init; } = "127.0.0.1";

    /// <summary><c>advertise_addr_wan</c>, where it differs from <see cref="AdvertiseAddress"/>.</summary>
    public string? AdvertiseAddressWan { get; init; }

    /// <summary>Access control.</summary>
    public AclOptions Acl { get; init; } = new();

    /// <summary><c>default_query_time</c>: how long a blocking query waits that names no time.</summary>
    public TimeSpan DefaultQueryTime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>max_query_time</c>: the longest a blocking query waits.</summary>
    public TimeSpan MaxQueryTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary><c>session_ttl_min</c>: the shortest time to live a session can ask for.</summary>
    public TimeSpan SessionTtlMin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>ports.sidecar_min_port</c>: the lowest port given to a sidecar that names none; 0 and below gives none.</summary>
    public int SidecarMinPort { get; init; } = 21000;

    /// <summary><c>ports.sidecar_max_port</c>: the highest port given to such a sidecar.</summary>
    public int SidecarMaxPort { get; init; } = 21255;

    /// <summary>Folder the state is kept in; null keeps it in memory only.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>How long the server's own node is told of as that of a server that has just started, unless a client waits for more. A real one takes about a second.</summary>
    public TimeSpan NodeSettlingTime { get; init; } = TimeSpan.FromSeconds(1);
}
