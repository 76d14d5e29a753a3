using System.Text.Json.Nodes;
using PeeringServer.Core;
using PeeringServer.Core.Acl;

namespace PeeringServer.Configuration;

internal sealed record AgentConfiguration(AgentOptions Options, IReadOnlyList<string> Warnings)
{
    public static AgentConfiguration Load(ConfigRequest request)
    {
        var c = JsonNode.Parse(File.ReadAllText(request.Paths[0]))!;
        int P(string n) => c["ports"]![n]!.GetValue<int>();
        return new(new AgentOptions
        {
            DevMode = request.IsDev,
            Ports = new AgentPorts { Dns = P("dns"), SerfLan = P("serf_lan"), SerfWan = P("serf_wan") },
            Addresses = new AgentAddresses { Bind = "127.0.0.1" },
            Http = new HttpOptions { ResponseHeaders = c["http_config"]?["response_headers"]?.AsObject().ToDictionary(x => x.Key, x => x.Value!.GetValue<string>()) ?? [] },
            Cluster = new ClusterOptions
            {
                NodeName = c["node_name"]!.GetValue<string>(),
                Datacenter = c["datacenter"]!.GetValue<string>(),
                ClusterId = c["connect"]!["ca_config"]?["cluster_id"]?.GetValue<string>() ?? Guid.NewGuid().ToString(),
                ConnectEnabled = c["connect"]!["enabled"]!.GetValue<bool>(),
                PeeringEnabled = c["peering"]!["enabled"]!.GetValue<bool>(),
                Acl = c["acl"] is { } acl ? new AclOptions { Enabled = true, DefaultPolicy = AclDefaultPolicy.Deny, InitialManagementToken = acl["tokens"]?["initial_management"]?.GetValue<string>() } : new AclOptions(),
            },
        }, []);
    }
}
