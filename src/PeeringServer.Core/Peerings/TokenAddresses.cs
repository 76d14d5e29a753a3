using System.Collections.Immutable;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>The addresses that peers are told to dial: the server's own, or those of its mesh gateways.</summary>
internal sealed class TokenAddresses(ClusterState state, ICatalogView catalog, ClusterOptions options, Func<ServerEndpoints> endpoints)
{
    /// <exception cref="RefusalException">gRPC has no TLS listener, or peers are to come through mesh gateways of which there are none.</exception>
    public ImmutableArray<string> Current()
    {
        if (endpoints() is not { GrpcTlsPort: > 0 and var port })
        {
            throw new RefusalException(RefusalKind.Disabled, PeeringConstants.GrpcTlsDisabled);
        }

        var snapshot = state.Current;
        if (!MeshSettings.Of(snapshot).PeerThroughMeshGateways)
        {
            var host = options.AdvertiseAddressWan ?? options.AdvertiseAddress;
            return [host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}"];
        }

        return catalog.MeshGatewayAddresses(snapshot) is { Count: > 0 } gateways
            ? [.. gateways]
            : throw new RefusalException(RefusalKind.Invalid, ConfigEntryConstants.NoMeshGateways);
    }
}
