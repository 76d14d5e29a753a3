using System.Collections.Immutable;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>The addresses that tokens carry: the server's own, or those of its mesh gateways.</summary>
internal sealed class TokenAddresses(ClusterState state, ICatalogView catalog, Func<ImmutableArray<string>> serverAddresses)
{
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

        return catalog.MeshGatewayAddresses(snapshot) is { Count: > 0 } gateways
            ? [.. gateways]
            : throw new RefusalException(RefusalKind.Invalid, ConfigEntryConstants.NoMeshGateways);
    }
}
