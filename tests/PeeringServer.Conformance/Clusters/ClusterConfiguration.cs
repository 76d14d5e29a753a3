using System.Text.Json.Nodes;
using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>The configuration that the recorded agents were started with.</summary>
internal static class ClusterConfiguration
{
    /// <summary>Secret that may do everything in a cluster with access control.</summary>
    public const string ManagementToken = "root-secret";

    /// <summary>Names of the ports that every cluster is given.</summary>
    public static IReadOnlyList<string> PortNames { get; } = ["http", "dns", "serf_lan", "serf_wan", "server", "grpc", "grpc_tls"];

    /// <summary>Content of the configuration file.</summary>
    public static JsonObject Create(RecordedCluster cluster, IReadOnlyDictionary<string, int> ports, string dataDirectory)
    {
        var configuration = new JsonObject
        {
            ["node_name"] = $"{cluster.Name}-node",
            ["datacenter"] = cluster.Datacenter,
            ["bind_addr"] = "127.0.0.1",
            ["disable_update_check"] = true,
            ["log_level"] = "warn",
            ["performance"] = new JsonObject { ["raft_multiplier"] = 1 },
            ["ports"] = new JsonObject(ports.Select(port => KeyValuePair.Create(port.Key, (JsonNode?)port.Value))),
            ["connect"] = new JsonObject { ["enabled"] = true, ["ca_config"] = new JsonObject { ["cluster_id"] = ClusterId(cluster.Name) } },
            ["peering"] = new JsonObject { ["enabled"] = true },
        };
        if (!cluster.Dev)
        {
            configuration["server"] = true;
            configuration["bootstrap"] = true;
            configuration["data_dir"] = dataDirectory;
        }

        if (cluster.Acl)
        {
            configuration["acl"] = new JsonObject
            {
                ["enabled"] = true,
                ["default_policy"] = "deny",
                ["tokens"] = new JsonObject { ["initial_management"] = ManagementToken },
            };
        }

        foreach (var (key, value) in cluster.Extra)
        {
            configuration[key] = value?.DeepClone();
        }

        return configuration;
    }

    private static string ClusterId(string name) => name switch
    {
        "alpha" => "aaaaaaaa-1111-2222-3333-444444444444",
        "beta" => "bbbbbbbb-1111-2222-3333-444444444444",
        "gamma" => "cccccccc-1111-2222-3333-444444444444",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No cluster of a recording has this name."),
    };
}
