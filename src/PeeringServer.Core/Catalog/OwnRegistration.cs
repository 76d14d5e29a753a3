using System.Reflection;

namespace PeeringServer.Core.Catalog;

/// <summary>What a server registers of itself: its node, the <c>consul</c> service, and the check that it is alive.</summary>
internal sealed class OwnRegistration(ClusterOptions options)
{
    public const string ServiceName = "consul";
    public const string SerfCheckId = "serfHealth";

    private const string VersionMeta = "consul-version";
    private const string SegmentMeta = "consul-network-segment";
    private const string RaftVersion = "3";

    /// <summary>The consul release whose behaviour is reproduced.</summary>
    public static string ConsulVersion { get; } = typeof(OwnRegistration).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static attribute => attribute.Key == "ConsulVersion").Value!;

    /// <summary>The node as the leader knows it.</summary>
    public CatalogNode Bare => new()
    {
        Name = options.NodeName,
        Id = options.NodeId,
        Address = options.AdvertiseAddress,
        Datacenter = options.Datacenter,
        Locality = options.Locality,
        Meta = new ValueMap<string>([new(VersionMeta, ConsulVersion)]),
    };

    /// <summary>The node as its agent knows it.</summary>
    public CatalogNode Detailed => Bare with
    {
        TaggedAddresses = new ValueMap<string>(TaggedAddresses()),
        Meta = new ValueMap<string>([.. options.NodeMeta, new(SegmentMeta, ""), new(VersionMeta, ConsulVersion)]),
    };

    /// <summary>That the server is alive.</summary>
    public CatalogCheck Health => new() { Node = options.NodeName, Id = SerfCheckId, Name = "Serf Health Status", Status = CheckStatus.Passing, Output = "Agent alive and reachable" };

    /// <summary>Where the server can be reached.</summary>
    public CatalogService Service(ServerEndpoints endpoints)
    {
        List<KeyValuePair<string, string>> meta =
        [
            new("non_voter", "false"),
            new("raft_version", RaftVersion),
            new("read_replica", "false"),
            new("serf_protocol_current", "2"),
            new("serf_protocol_max", "5"),
            new("serf_protocol_min", "1"),
            new("version", ConsulVersion),
        ];
        if (endpoints.GrpcPort > 0)
        {
            meta.Add(new("grpc_port", $"{endpoints.GrpcPort}"));
        }

        if (endpoints.GrpcTlsPort > 0)
        {
            meta.Add(new("grpc_tls_port", $"{endpoints.GrpcTlsPort}"));
        }

        return new CatalogService { Node = options.NodeName, Id = ServiceName, Name = ServiceName, Port = endpoints.ServerPort, Meta = new ValueMap<string>(meta) };
    }

    /// <summary>Whether a node that is stored is this one, where it is now.</summary>
    public bool IsHere(CatalogNode stored) =>
        string.Equals(stored.Id, options.NodeId, StringComparison.OrdinalIgnoreCase) && stored.Address == options.AdvertiseAddress;

    /// <summary>Whether an entry was made by another server for itself. There is one server, so that one is gone; a real leader removes nodes that left its pool, too.</summary>
    public bool IsFormerServer(NodeEntry entry) =>
        CatalogKey.Of(entry.Node.Name) != CatalogKey.Of(options.NodeName)
        && entry.Services.GetValueOrDefault(ServiceName) is { Name: ServiceName }
        && entry.Checks.ContainsKey(CatalogKey.Of(SerfCheckId));

    private IEnumerable<KeyValuePair<string, string>> TaggedAddresses()
    {
        var wide = options.AdvertiseAddressWan ?? options.AdvertiseAddress;
        return
        [
            new("lan", options.AdvertiseAddress),
            new(AddressFamily.Suffixed("lan", options.AdvertiseAddress), options.AdvertiseAddress),
            new("wan", wide),
            new(AddressFamily.Suffixed("wan", wide), wide),
        ];
    }
}
