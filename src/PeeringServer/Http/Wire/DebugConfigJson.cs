using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;

namespace PeeringServer.Http.Wire;

/// <summary>The configuration in force, as far as there is any of it here. Secrets are not part of it.</summary>
internal sealed record DebugConfigJson
{
    [JsonPropertyName("ACLsEnabled")]
    public required bool AclsEnabled { get; init; }

    [JsonPropertyName("ACLInitialManagementToken")]
    public string AclInitialManagementToken { get; } = Hidden;

    [JsonPropertyName("ACLResolverSettings")]
    public required AclResolverSettingsJson AclResolverSettings { get; init; }

    public required string AdvertiseAddrLAN { get; init; }

    public required string AdvertiseAddrWAN { get; init; }

    public required string[] AllowWriteHTTPFrom { get; init; }

    public AutoConfigJson AutoConfig { get; } = new();

    public required string BindAddr { get; init; }

    public required bool Bootstrap { get; init; }

    public required string BuildDate { get; init; }

    public required string[] ClientAddrs { get; init; }

    public required bool ConnectEnabled { get; init; }

    [JsonPropertyName("DNSPort")]
    public required int DnsPort { get; init; }

    public required string DataDir { get; init; }

    public required string Datacenter { get; init; }

    public required string DefaultQueryTime { get; init; }

    public required bool DevMode { get; init; }

    [JsonPropertyName("GRPCPort")]
    public required int GrpcPort { get; init; }

    [JsonPropertyName("GRPCTLSPort")]
    public required int GrpcTlsPort { get; init; }

    public required string[] HTTPBlockEndpoints { get; init; }

    [JsonPropertyName("HTTPPort")]
    public required int HttpPort { get; init; }

    [JsonPropertyName("HTTPSPort")]
    public required int HttpsPort { get; init; }

    public required bool HTTPUseCache { get; init; }

    public required bool LeaveOnTerm { get; init; }

    public required string MaxQueryTime { get; init; }

    [JsonPropertyName("NodeID")]
    public required string NodeId { get; init; }

    public required SortedDictionary<string, string> NodeMeta { get; init; }

    public required string NodeName { get; init; }

    public required bool PeeringEnabled { get; init; }

    public required string PrimaryDatacenter { get; init; }

    public string Revision { get; } = "";

    public required int SerfPortLAN { get; init; }

    public required int SerfPortWAN { get; init; }

    public bool ServerMode { get; } = true;

    public required int ServerPort { get; init; }

    public required bool SkipLeaveOnInt { get; init; }

    [JsonPropertyName("UIConfig")]
    public required UiConfigJson UiConfig { get; init; }

    public required string Version { get; init; }

    public string VersionMetadata { get; } = "";

    public string VersionPrerelease { get; } = "";

    private const string Hidden = "hidden";

    public static DebugConfigJson From(ConsulRequest request)
    {
        var (options, cluster, endpoints) = (request.Options, request.Cluster.Options, request.Cluster.Endpoints);
        return new DebugConfigJson
        {
            AclsEnabled = cluster.Acl.Enabled,
            AclResolverSettings = new AclResolverSettingsJson(cluster.Acl.Enabled, options.AclDefaultPolicyText, cluster.Datacenter, cluster.NodeName),
            AdvertiseAddrLAN = cluster.AdvertiseAddress,
            AdvertiseAddrWAN = cluster.AdvertiseAddressWan ?? cluster.AdvertiseAddress,
            AllowWriteHTTPFrom = [.. options.Http.AllowWriteFrom],
            BindAddr = options.Addresses.Bind,
            Bootstrap = options.Bootstrap,
            BuildDate = AgentFacts.BuildDate,
            ClientAddrs = [.. options.Addresses.Client],
            ConnectEnabled = cluster.ConnectEnabled,
            DnsPort = options.Ports.Dns,
            DataDir = cluster.DataDirectory ?? "",
            Datacenter = cluster.Datacenter,
            DefaultQueryTime = GoDuration.Format(GoDuration.FromTimeSpan(cluster.DefaultQueryTime)),
            DevMode = options.DevMode,
            GrpcPort = endpoints.GrpcPort,
            GrpcTlsPort = endpoints.GrpcTlsPort,
            HTTPBlockEndpoints = [.. options.Http.BlockEndpoints],
            HttpPort = endpoints.HttpPort,
            HttpsPort = endpoints.HttpsPort,
            HTTPUseCache = options.Http.UseCache,
            LeaveOnTerm = options.LeaveOnTerminate,
            MaxQueryTime = GoDuration.Format(GoDuration.FromTimeSpan(cluster.MaxQueryTime)),
            NodeId = cluster.NodeId,
            NodeMeta = new(cluster.NodeMeta.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            NodeName = cluster.NodeName,
            PeeringEnabled = cluster.PeeringEnabled,
            PrimaryDatacenter = cluster.Datacenter,
            SerfPortLAN = options.Ports.SerfLan,
            SerfPortWAN = options.Ports.SerfWan,
            ServerPort = endpoints.ServerPort,
            SkipLeaveOnInt = options.SkipLeaveOnInterrupt,
            UiConfig = new UiConfigJson(options.UiEnabled, options.UiContentPath),
            Version = OwnRegistration.ConsulVersion,
        };
    }
}
