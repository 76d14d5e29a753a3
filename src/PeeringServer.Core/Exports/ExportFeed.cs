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
    private ImmutableArray<Exported> _exported = [];
    private RoutedServices _routed = RoutedServices.None;

    /// <summary>Whether anything is exported, so that the catalog matters.</summary>
    public bool IsExporting => !_names.IsEmpty;

    /// <summary>What is new since the last call, whose changes have been gone through. Nothing is exported to a peering that has ended.</summary>
    public ExportRound Next(ClusterSnapshot snapshot)
    {
        var peering = snapshot.Peerings.FindById(peeringId);
        var dropped = Rename(peering is { IsLive: true } ? NamesOf(snapshot, peering.Name) : []);
        return new ExportRound(_names, ChangesOf(snapshot, peering?.Name ?? ""), dropped);
    }

    private IEnumerable<ServiceExport> ChangesOf(ClusterSnapshot snapshot, string peer)
    {
        _routed = _routed.At(snapshot.ConfigEntries);
        var catalog = snapshot.Catalog.Local;
        var gateways = GatewaysOf(snapshot);
        foreach (var exported in _exported)
        {
            if (IsNew(exported.Name, new Version(catalog.ServiceIndexes.GetValueOrDefault(exported.Key))))
            {
                yield return ExportedInstances.Of(snapshot, exported.Name);
            }

            if (catalog.ByConnectTarget.ContainsKey(exported.Key) || _routed.Contains(exported.Name))
            {
                if (IsNew(exported.Sidecar, gateways))
                {
                    yield return ExportedInstances.SidecarOf(snapshot, domain, exported.Name, peer);
                }
            }
            else if (_seen.Remove(exported.Sidecar))
            {
                // The service stays, its way through the mesh is gone.
                yield return new ServiceExport(exported.Sidecar, []);
            }
        }
    }

    /// <summary>Takes up the names, and forgets what is no longer among them.</summary>
    private List<string> Rename(ImmutableArray<string> names)
    {
        if (names == _names)
        {
            return [];
        }

        _names = names;
        _exported = [.. names.Select(static name => new Exported(name, CatalogKey.Of(name), ExportConstants.SidecarOf(name)))];
        var left = _seen.Keys.Except(_exported.SelectMany(static exported => new[] { exported.Name, exported.Sidecar })).ToList();
        left.ForEach(name => _seen.Remove(name));
        return left;
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

    /// <summary>What a service goes by.</summary>
    private readonly record struct Exported(string Name, string Key, string Sidecar);

    /// <summary>At which indexes a service was looked at. Of several gateways one that goes moves no index, but their number.</summary>
    private readonly record struct Version(ulong Services, int Gateways = 0, ulong ConfigEntries = 0);
}
