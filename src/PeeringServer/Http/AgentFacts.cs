using System.Globalization;
using PeeringServer.CommandLine;
using PeeringServer.Core.Catalog;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>What the agent says of itself.</summary>
internal static class AgentFacts
{
    private const string Yes = "1";
    private const string No = "0";

    public static string BuildDate => ConsulRelease.BuildDate;

    /// <summary>This server as a member of its cluster. There is no gossip: it is the only one.</summary>
    public static MemberJson Member(ConsulRequest request)
    {
        var (cluster, options) = (request.Cluster, request.Options);
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["acls"] = cluster.Options.Acl.Enabled ? Yes : No,
            ["build"] = $"{OwnRegistration.ConsulVersion}:",
            ["dc"] = cluster.Options.Datacenter,
            ["ft_fs"] = Yes,
            ["ft_si"] = Yes,
            ["id"] = cluster.Options.NodeId,
            ["port"] = Text(cluster.Endpoints.ServerPort),
            ["raft_vsn"] = "3",
            ["role"] = "consul",
            ["segment"] = "",
            ["vsn"] = "2",
            ["vsn_max"] = "3",
            ["vsn_min"] = "2",
            ["wan_join_port"] = Text(options.Ports.SerfWan),
        };
        if (options.Bootstrap)
        {
            tags["bootstrap"] = Yes;
        }

        if (cluster.Endpoints.GrpcPort > 0)
        {
            tags["grpc_port"] = Text(cluster.Endpoints.GrpcPort);
        }

        if (cluster.Endpoints.GrpcTlsPort > 0)
        {
            tags["grpc_tls_port"] = Text(cluster.Endpoints.GrpcTlsPort);
        }

        return new MemberJson(cluster.Options.NodeName, cluster.Options.AdvertiseAddress, options.Ports.SerfLan, tags);
    }

    /// <summary>Everything of <c>/v1/agent/self</c>.</summary>
    public static AgentSelfJson Self(ConsulRequest request)
    {
        var options = request.Cluster.Options;
        return new AgentSelfJson(
            new AgentConfigJson(options.Datacenter, options.Datacenter, options.NodeName, options.NodeId, "", Server: true, OwnRegistration.ConsulVersion, BuildDate),
            DebugConfigJson.From(request),
            CoordinateJson.Origin,
            Member(request),
            Stats(request),
            new(request.Cluster.OwnNode.Detailed.Meta!.Pairs.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            new EmptyJson());
    }

    private static SortedDictionary<string, SortedDictionary<string, string>> Stats(ConsulRequest request)
    {
        var snapshot = request.Cluster.State.Current;
        var index = snapshot.Index.ToString(CultureInfo.InvariantCulture);
        return new(StringComparer.Ordinal)
        {
            ["agent"] = new(StringComparer.Ordinal)
            {
                ["check_monitors"] = No,
                ["check_ttls"] = Text(snapshot.Agent.Checks.Values.Count(static check => check.Ttl is not null)),
                ["checks"] = Text(snapshot.Agent.Checks.Count),
                ["services"] = Text(snapshot.Agent.Services.Count),
            },
            ["build"] = new(StringComparer.Ordinal)
            {
                ["prerelease"] = "",
                ["revision"] = "",
                ["version"] = OwnRegistration.ConsulVersion,
                ["version_metadata"] = "",
            },
            ["consul"] = new(StringComparer.Ordinal)
            {
                ["acl"] = request.Cluster.Options.Acl.Enabled ? "enabled" : "disabled",
                ["bootstrap"] = request.Options.Bootstrap ? "true" : "false",
                ["known_datacenters"] = Yes,
                ["leader"] = "true",
                ["leader_addr"] = request.Cluster.LeaderAddress,
                ["server"] = "true",
            },
            ["raft"] = new(StringComparer.Ordinal)
            {
                ["applied_index"] = index,
                ["commit_index"] = index,
                ["last_contact"] = No,
                ["last_log_index"] = index,
                ["num_peers"] = No,
                ["protocol_version"] = "3",
                ["state"] = "Leader",
            },
            ["serf_lan"] = new(StringComparer.Ordinal) { ["failed"] = No, ["left"] = No, ["members"] = Yes },
            ["serf_wan"] = new(StringComparer.Ordinal) { ["failed"] = No, ["left"] = No, ["members"] = Yes },
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
