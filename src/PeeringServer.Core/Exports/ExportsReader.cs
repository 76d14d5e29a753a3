using System.Collections.Immutable;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Exports;

/// <summary>Reads what is exported to one peer.</summary>
internal sealed class ExportsReader(BlockingQuery queries)
{
    /// <summary>Names of the services, without those that the caller may not read; who may write the mesh sees all. Nothing is exported to a peer that is not there.</summary>
    /// <exception cref="RefusalException">The caller's token does not exist, or no peer is named.</exception>
    public async ValueTask<Reading<ImmutableArray<string>>> NamesAsync(string peer, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.RequireToken();
        if (peer.Length == 0)
        {
            throw new RefusalException(RefusalKind.Invalid, "must provide PeerName");
        }

        Topic[] topics =
        [
            Topic.Peering(peer.ToLowerInvariant()),
            ConfigEntryTopics.All,
            CatalogTopics.Services(CatalogTable.LocalPeer),
        ];
        return await queries.RunAsync(topics, query, Read, cancellation).ConfigureAwait(false);

        Reading<ImmutableArray<string>> Read(ClusterSnapshot snapshot)
        {
            if (snapshot.Peerings.Find(peer) is not { } peering)
            {
                return new(snapshot.Peerings.Index, [], Found: false);
            }

            var names = ExportedNames.Of(snapshot, peering.Name);
            var visible = caller.Allows(AclPermission.MeshWrite) ? names : names.RemoveAll(name => !caller.Allows(CatalogPermissions.ServiceRead(name)));
            return new(IndexOf(snapshot, peering.Name, peering.ModifyIndex), visible, HasHidden: visible.Length < names.Length);
        }
    }

    /// <summary>What a wildcard stands for changes with the names of services, not with their instances.</summary>
    private static ulong IndexOf(ClusterSnapshot snapshot, string peer, ulong peeringIndex)
    {
        var index = Math.Max(peeringIndex, snapshot.ConfigEntries.Index);
        var isWild = ExportedServices.Of(snapshot).Services.Any(export => export.Service == ConfigEntryConstants.Wildcard && export.Peers.Contains(peer));
        if (!isWild)
        {
            return index;
        }

        var catalog = snapshot.Catalog.Local;
        var appeared = catalog.ByService.Keys.Select(name => catalog.ServicesNamed(name).Where(static service => service.Kind == ServiceKinds.Typical).Select(static service => service.CreateIndex).DefaultIfEmpty().Min());
        return Math.Max(index, Math.Max(catalog.ServiceExtinctionIndex, appeared.DefaultIfEmpty().Max()));
    }
}
