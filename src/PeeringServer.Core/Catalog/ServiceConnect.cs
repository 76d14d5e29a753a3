namespace PeeringServer.Core.Catalog;

/// <summary>How a service takes part in the mesh.</summary>
/// <param name="Native">It speaks mutual TLS by itself.</param>
/// <param name="PeerMeta">Of an imported instance: how it is reached from here.</param>
internal sealed record ServiceConnect(bool Native = false, PeeringServiceMeta? PeerMeta = null)
{
    public static readonly ServiceConnect None = new();
}
