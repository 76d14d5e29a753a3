using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Catalog;

/// <summary>One instance of a service, as it is registered on its node.</summary>
internal sealed record CatalogService
{
    /// <summary>Name of the node it runs on.</summary>
    public required string Node { get; init; }

    /// <summary>Id of the instance, unique on its node.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the peering it was imported through; empty for one of this cluster.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>One of <see cref="ServiceKinds"/>.</summary>
    public string Kind { get; init; } = ServiceKinds.Typical;

    public ValueList<string> Tags { get; init; } = ValueList<string>.Empty;

    /// <summary>Where it differs from that of the node.</summary>
    public string Address { get; init; } = "";

    public ValueMap<ServiceAddress>? TaggedAddresses { get; init; }

    public ValueMap<string>? Meta { get; init; }

    public int Port { get; init; }

    public string SocketPath { get; init; } = "";

    public ServiceWeights Weights { get; init; } = ServiceWeights.Default;

    public bool EnableTagOverride { get; init; }

    public Locality? Locality { get; init; }

    public ServiceProxy Proxy { get; init; } = ServiceProxy.None;

    public ServiceConnect Connect { get; init; } = ServiceConnect.None;

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Name of the service that can be reached over the mesh through this instance; null for none.</summary>
    public string? ConnectTarget => Kind == ServiceKinds.ConnectProxy ? Proxy.DestinationServiceName : Connect.Native ? Name : null;

    /// <summary>Whether the two differ in nothing but their indexes and the case of the node's name.</summary>
    public bool IsSameAs(CatalogService other) =>
        string.Equals(Node, other.Node, StringComparison.OrdinalIgnoreCase)
        && this with { Node = other.Node, CreateIndex = other.CreateIndex, ModifyIndex = other.ModifyIndex } == other;
}
