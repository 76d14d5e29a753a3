using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Watches what published resources are made of: little where nothing is exported, so that a change to the catalog does not wake the streams it is nothing to.</summary>
internal sealed class PublishedTopics : IDisposable
{
    private readonly List<WatchLease> _leases;

    private PublishedTopics(List<WatchLease> leases, bool withServices)
    {
        _leases = leases;
        WithServices = withServices;
        Any = Task.WhenAny(leases.Select(static lease => lease.Changed));
    }

    /// <summary>Whether services are watched, too.</summary>
    public bool WithServices { get; }

    /// <summary>Completes with the first change.</summary>
    public Task Any { get; }

    public static PublishedTopics Watch(ClusterState state, bool withServices)
    {
        List<WatchLease> leases = [state.Watch(Topic.CaRoots)];
        if (withServices)
        {
            leases.Add(state.Watch(ConfigEntryTopics.All));
        }
        else
        {
            leases.Add(state.Watch(ConfigEntryTopics.One(ConfigEntryKinds.Mesh, ConfigEntryKinds.MeshName)));
            leases.Add(state.Watch(ConfigEntryTopics.One(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName)));
        }

        if (withServices || MeshSettings.Of(state.Current).PeerThroughMeshGateways || ExportedServices.Of(state.Current).Services.Length > 0)
        {
            // Addresses are those of gateways then, or a wildcard waits for the first service.
            leases.Add(state.Watch(CatalogTopics.Nodes(CatalogTable.LocalPeer)));
            leases.Add(state.Watch(CatalogTopics.Checks(CatalogTable.LocalPeer)));
        }

        return new PublishedTopics(leases, withServices);
    }

    public void Dispose() => _leases.ForEach(static lease => lease.Dispose());
}
