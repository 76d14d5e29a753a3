using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Exports;

/// <summary>
/// What one stream is to carry of this cluster's services. It remembers at which indexes it last looked at each, so that a change costs the work of
/// what changed. Not for use by several at a time.
/// </summary>
/// <param name="peeringId">Id of the peering that is exported to.</param>
/// <param name="domain">The cluster's names in certificates.</param>
internal sealed class ExportFeed(string peeringId, TrustDomain domain)
{
    private readonly Dictionary<string, Version> _seen = new(StringComparer.Ordinal);
    private (ConfigEntry? Entry, object? Services, object? Kinds) _namesOf;
    private ImmutableArray<string> _names = [];

    /// <summary>Whether anything is exported, so that the catalog matters.</summary>
    public bool IsExporting => !_names.IsEmpty;

    /// <summary>What is new since the last call. Nothing is exported to a peering that has ended.</summary>
    public ExportRound Next(ClusterSnapshot snapshot)
    {
        var peering = snapshot.Peerings.FindById(peeringId);
        _names = peering is { IsLive: true } ? NamesOf(snapshot, peering.Name) : [];
        var changed = new List<ServiceExport>();
        var left = _seen.Keys.ToHashSet(StringComparer.Ordinal);
        var gateways = GatewaysOf(snapshot);
        foreach (var name in _names)
        {
            left.Remove(name);
            if (IsNew(name, new Version(snapshot.Catalog.Local.ServiceIndexes.GetValueOrDefault(CatalogKey.Of(name)))))
            {
                changed.Add(ExportedInstances.Of(snapshot, name));
            }

            var sidecar = ExportConstants.SidecarOf(name);
            if (snapshot.Catalog.Local.ByConnectTarget.ContainsKey(CatalogKey.Of(name)) || ServiceProtocol.IsRouted(snapshot, name))
            {
                left.Remove(sidecar);
                if (IsNew(sidecar, gateways))
                {
                    changed.Add(ExportedInstances.SidecarOf(snapshot, domain, name, peering!.Name));
                }
            }
            else if (left.Remove(sidecar))
            {
                // The service stays, its way through the mesh is gone.
                _seen.Remove(sidecar);
                changed.Add(new ServiceExport(sidecar, []));
            }
        }

        foreach (var name in left)
        {
            _seen.Remove(name);
        }

        return new ExportRound(_names, changed, [.. left]);
    }

    private static Version GatewaysOf(ClusterSnapshot snapshot)
    {
        var catalog = snapshot.Catalog.Local;
        var gateways = catalog.ServicesOfKind(ServiceKinds.MeshGateway).ToList();
        var index = gateways.Select(gateway => catalog.ServiceIndexes.GetValueOrDefault(CatalogKey.Of(gateway.Name))).DefaultIfEmpty().Max();
        return new Version(index, gateways.Count, snapshot.ConfigEntries.Index);
    }

    private bool IsNew(string name, Version version)
    {
        if (_seen.TryGetValue(name, out var seen) && seen == version)
        {
            return false;
        }

        _seen[name] = version;
        return true;
    }

    private ImmutableArray<string> NamesOf(ClusterSnapshot snapshot, string peer)
    {
        var entry = snapshot.ConfigEntries.Find(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName);
        var basis = (entry, snapshot.Catalog.Local.ByService, snapshot.Catalog.Local.ByKind);
        if (_namesOf == basis)
        {
            return _names;
        }

        _namesOf = basis;
        return ExportedNames.Of(snapshot, peer);
    }

    /// <summary>At which indexes a service was looked at. Of several gateways one that goes moves no index, but their number.</summary>
    private readonly record struct Version(ulong Services, int Gateways = 0, ulong ConfigEntries = 0);
}
