using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Exports;

/// <summary>The names of the services that are exported to one peer.</summary>
internal static class ExportedNames
{
    /// <summary>In order; a name that is given counts without instances too, a wildcard stands for the ordinary services there are.</summary>
    public static ImmutableArray<string> Of(ClusterSnapshot snapshot, string peer)
    {
        var exports = ExportedServices.Of(snapshot);
        return exports.Services.Any(export => export.Peers.Contains(peer))
            ? [.. exports.Resolve(Ordinary(snapshot.Catalog.Local)).Where(export => export.Peers.Contains(peer)).Select(static export => export.Service)]
            : [];
    }

    private static IEnumerable<string> Ordinary(PeerCatalog catalog) => catalog.ByService.Keys
        .Select(catalog.ServicesNamed)
        .Select(static instances => instances.FirstOrDefault(static service => service.Kind == ServiceKinds.Typical)?.Name)
        .OfType<string>();
}
