using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>Watches what published resources are made of: little where nothing is exported, so that a change to the catalog does not wake the streams it is nothing to.</summary>
internal sealed class PublishedTopics : IDisposable
{
    private readonly WatchLeases _leases;

    private PublishedTopics(WatchLeases leases, bool withServices) => (_leases, WithServices) = (leases, withServices);

    /// <summary>Whether services are watched, too.</summary>
    public bool WithServices { get; }

    /// <summary>Completes with the first change.</summary>
    public Task Any => _leases.Changed;

    public static PublishedTopics Watch(ClusterState state, bool withServices)
    {
        List<Topic> topics = [Topic.CaRoots];
        if (withServices)
        {
            topics.Add(ConfigEntryTopics.All);
        }
        else
        {
            topics.Add(ConfigEntryTopics.One(ConfigEntryKinds.Mesh, ConfigEntryKinds.MeshName));
            topics.Add(ConfigEntryTopics.One(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName));
        }

        if (withServices || MeshSettings.Of(state.Current).PeerThroughMeshGateways || ExportedServices.Of(state.Current).Services.Length > 0)
        {
            // Addresses are those of gateways then, or a wildcard waits for the first service.
            topics.Add(CatalogTopics.Nodes(CatalogTable.LocalPeer));
            topics.Add(CatalogTopics.Checks(CatalogTable.LocalPeer));
        }

        return new PublishedTopics(state.Watch(topics), withServices);
    }

    public void Dispose() => _leases.Dispose();
}
