using System.Collections.Immutable;

namespace PeeringServer.Core.Peerings;

/// <summary>One side of a peering as it is stored.</summary>
public sealed record Peering
{
    /// <summary>Id on this side, a UUID; on an acceptor also what the dialer calls it by.</summary>
    public required string Id { get; init; }

    /// <summary>Name on this side, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>When it was marked for deletion, or null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Metadata, sorted by key as it is shown.</summary>
    public ImmutableSortedDictionary<string, string> Meta { get; init; } = PeeringMeta.Empty;

    /// <summary>The stored state.</summary>
    public PeeringState State { get; init; } = PeeringState.Undefined;

    /// <summary>Id of the peering on the acceptor's side; empty on an acceptor.</summary>
    public string PeerId { get; init; } = "";

    /// <summary>Certificates the other side's server certificate must chain to, as PEM.</summary>
    public ImmutableArray<string> PeerCaPems { get; init; } = [];

    /// <summary>Name in the other side's server certificate; empty on an acceptor.</summary>
    public string PeerServerName { get; init; } = "";

    /// <summary>Addresses (<c>host:port</c>) of the other side's servers; empty on an acceptor.</summary>
    public ImmutableArray<string> PeerServerAddresses { get; init; } = [];

    /// <summary>Addresses somebody put into the token by hand; where there are any, only these are dialled. Never shown.</summary>
    public ImmutableArray<string> ManualServerAddresses { get; init; } = [];

    /// <summary>What the other side told about itself.</summary>
    public RemoteInfo Remote { get; init; } = RemoteInfo.None;

    /// <summary>Index of the write that made it.</summary>
    public ulong CreateIndex { get; init; }

    /// <summary>Index of the last write to it.</summary>
    public ulong ModifyIndex { get; init; }

    /// <summary>Whether this side dials. The two roles never change into one another.</summary>
    public bool IsDialer => PeerId.Length > 0 || !PeerServerAddresses.IsEmpty || !ManualServerAddresses.IsEmpty;

    /// <summary>Marked for deletion.</summary>
    public bool IsDeleting => State == PeeringState.Deleting;

    /// <summary>Neither deleted here nor there.</summary>
    public bool IsLive => State is not (PeeringState.Deleting or PeeringState.Terminated);

    /// <summary>The addresses that are dialled: the manual ones where there are any.</summary>
    public ImmutableArray<string> DialedAddresses => ManualServerAddresses.IsEmpty ? PeerServerAddresses : ManualServerAddresses;
}
