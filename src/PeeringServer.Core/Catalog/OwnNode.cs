using System.Reflection;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>
/// The registration of the server itself. As with a real agent it comes in steps: with the leadership the bare node with the <c>consul</c> service;
/// a moment later what the agent knows of the node; and after some seconds its network coordinate.
/// </summary>
internal sealed class OwnNode(ClusterState state, ClusterOptions options, TimeProvider clock)
{
    public const string ServiceName = "consul";
    public const string SerfCheckId = "serfHealth";

    private const string VersionMeta = "consul-version";
    private const string SegmentMeta = "consul-network-segment";
    private const string RaftVersion = "3";

    // Clients that come at once, on machines of any speed, are to see one state through their whole run: the second step comes when somebody waits
    // for a change, or after this time, that of the options, which is less than clients give it. There is no timer: who does not ask sees no difference.
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private long _started;
    private bool _isDetailed;
    private bool _isMeasured;

    /// <summary>The consul release whose behaviour is reproduced.</summary>
    public static string ConsulVersion { get; } = typeof(OwnNode).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(static attribute => attribute.Key == "ConsulVersion").Value!;

    /// <summary>When the server began to lead.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>What the agent knows of its node.</summary>
    public CatalogNode Detailed => Bare with
    {
        TaggedAddresses = new ValueMap<string>(TaggedAddresses()),
        Meta = new ValueMap<string>([.. options.NodeMeta, new(SegmentMeta, ""), new(VersionMeta, ConsulVersion)]),
    };

    private CatalogNode Bare => new()
    {
        Name = options.NodeName,
        Id = options.NodeId,
        Address = options.AdvertiseAddress,
        Datacenter = options.Datacenter,
        Locality = options.Locality,
        Meta = new ValueMap<string>([new(VersionMeta, ConsulVersion)]),
    };

    /// <summary>The first step, when it is known where the server can be reached.</summary>
    public void Register(ServerEndpoints endpoints)
    {
        StartedAt = clock.GetUtcNow();
        _started = clock.GetTimestamp();
        state.Write(transaction =>
        {
            var edit = new CatalogEdit(transaction);
            if (edit.Catalog.Find(options.NodeName) is null)
            {
                edit.Put(Bare);
            }

            edit.Put(Service(endpoints));
            edit.Put(new CatalogCheck { Node = options.NodeName, Id = SerfCheckId, Name = "Serf Health Status", Status = CheckStatus.Passing, Output = "Agent alive and reachable" });
        });
    }

    /// <summary>Takes the further steps that are due; whoever reads or writes the catalog calls it first.</summary>
    /// <param name="waits">Whether the caller waits for a change.</param>
    public void CatchUp(bool waits = false)
    {
        if (Volatile.Read(ref _isMeasured))
        {
            return;
        }

        lock (_gate)
        {
            var age = clock.GetElapsedTime(_started);
            if (!_isDetailed && (waits || age >= options.NodeSettlingTime))
            {
                state.Write(transaction => Complete(new CatalogEdit(transaction)));
            }

            if (age >= options.NodeSettlingTime + Measuring)
            {
                state.Write(TellCoordinate);
                Volatile.Write(ref _isMeasured, true);
            }
        }
    }

    /// <summary>The second step within a write: the agent tells of its node together with anything else it tells.</summary>
    public void Complete(CatalogEdit edit)
    {
        Volatile.Write(ref _isDetailed, true);
        edit.Put(Detailed);
    }

    private void TellCoordinate(StateTransaction transaction)
    {
        var catalog = transaction.Snapshot.Catalog;
        if (catalog.Local.Find(options.NodeName) is not null)
        {
            transaction.Set(transaction.Snapshot with { Catalog = catalog with { Coordinates = new(transaction.Index, catalog.Coordinates.Nodes.Add(options.NodeName)) } });
            transaction.Touch(CatalogTopics.Coordinates);
        }
    }

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

    private CatalogService Service(ServerEndpoints endpoints)
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
}
