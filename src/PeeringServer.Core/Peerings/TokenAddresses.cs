using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>The addresses that tokens carry: the server's own, or those of its mesh gateways.</summary>
internal sealed class TokenAddresses(ClusterState state, Func<ImmutableArray<string>> serverAddresses)
{
    private const string Wan = "wan";

    /// <exception cref="RefusalException">gRPC has no TLS listener, or peers are to come through mesh gateways of which there are none.</exception>
    public ImmutableArray<string> Current()
    {
        var own = serverAddresses();
        if (own.IsEmpty)
        {
            throw new RefusalException(RefusalKind.Disabled, PeeringConstants.GrpcTlsDisabled);
        }

        var snapshot = state.Current;
        if (!MeshSettings.Of(snapshot).PeerThroughMeshGateways)
        {
            return own;
        }

        var catalog = snapshot.Catalog.Local;
        ImmutableArray<string> gateways = [.. catalog.Services.Where(static service => service.Kind == ServiceKinds.MeshGateway).Select(service => AddressOf(service, catalog))];
        return gateways.IsEmpty ? throw new RefusalException(RefusalKind.Invalid, ConfigEntryConstants.NoMeshGateways) : gateways;
    }

    /// <summary>Where a gateway can be reached from elsewhere: what is said of the instance goes before what is said of its node.</summary>
    private static string AddressOf(CatalogService gateway, PeerCatalog catalog)
    {
        var (host, port) = gateway.TaggedAddresses?.Pairs.GetValueOrDefault(Wan) is { } wide ? (wide.Address, wide.Port) : (gateway.Address, gateway.Port);
        if (host.Length == 0)
        {
            var node = catalog.Find(gateway.Node)!.Node;
            host = node.TaggedAddresses?.Pairs.GetValueOrDefault(Wan) is { Length: > 0 } address ? address : node.Address;
        }

        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
    }
}
