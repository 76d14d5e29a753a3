using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.Exports;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Tests.Exports;

/// <summary>The state of a cluster that exports to peers, and the writes that tests make to it.</summary>
internal sealed class ExportingCluster
{
    public const string Node = "n1";

    private readonly ConfigEntryStore _entries;

    public ExportingCluster()
    {
        Peerings = new PeeringStore(State);
        _entries = new ConfigEntryStore(State);
        Peer("p");
        Register(edit => edit.Put(new CatalogNode { Name = Node, Address = "10.0.0.1" }));
    }

    public ClusterState State { get; } = new();

    public PeeringStore Peerings { get; }

    public TrustDomain Domain { get; } = new("11111111-2222-4333-8444-555555555555", "dc1");

    public Peering Peer(string name) => Peerings.Put(new Peering { Id = $"id-of-{name}", Name = name });

    public ExportFeed Feed(string peer = "p") => new($"id-of-{peer}", Domain);

    public void Register(params Action<CatalogEdit>[] changes)
    {
        foreach (var change in changes)
        {
            State.Write(transaction => change(new CatalogEdit(transaction)));
        }
    }

    public void Register(params string[] services) =>
        Register([.. services.Select(static name => (Action<CatalogEdit>)(edit => edit.Put(Service(name))))]);

    public void Export(params string[] services) => Export([.. services.Select(static service => (service, new[] { "p" }))]);

    public void Export(params (string Service, string[] Peers)[] services) => Put(ConfigEntryKinds.ExportedServices, "default", ("Services", services
        .Select(static service => (object?)Members(("Name", service.Service), ("Consumers", service.Peers.Select(static peer => (object?)Members(("Peer", peer))).ToList())))
        .ToList()));

    public void ExportNothing() => _entries.Delete(ConfigEntryKinds.ExportedServices, "default", null, AllowAllAuthorizer.Instance);

    public void Put(string kind, string name, params (string Key, object? Value)[] members) =>
        _entries.Put(ConfigEntryDecoder.Decode(Members([("Kind", kind), ("Name", name), .. members])), null, AllowAllAuthorizer.Instance);

    public void Delete(string kind, string name) => _entries.Delete(kind, name, null, AllowAllAuthorizer.Instance);

    public static Dictionary<string, object?> Members(params (string Key, object? Value)[] members) =>
        members.ToDictionary(static member => member.Key, static member => member.Value, StringComparer.Ordinal);

    public static CatalogService Service(string name) => new() { Node = Node, Id = $"{name}-1", Name = name, Port = 80 };

    public static CatalogService Sidecar(string service) => new()
    {
        Node = Node,
        Id = $"{service}-1-sidecar-proxy",
        Name = $"{service}-sidecar-proxy",
        Kind = ServiceKinds.ConnectProxy,
        Port = 21000,
        Proxy = new ServiceProxy { DestinationServiceName = service },
    };

    public static CatalogService Gateway(string name, int port = 8443) => new() { Node = Node, Id = name, Name = name, Kind = ServiceKinds.MeshGateway, Address = "10.0.0.9", Port = port };

    public static CatalogCheck Check(string id, string status, string service = "") => new() { Node = Node, Id = id, Name = id, Status = status, ServiceId = service, Output = "secret of this cluster" };
}
