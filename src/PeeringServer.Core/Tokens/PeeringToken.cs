using System.Collections.Immutable;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Core.Tokens;

/// <summary>What an acceptor hands to the dialer-to-be. Keys stand in the token in the order of the members here.</summary>
public sealed record PeeringToken
{
    /// <summary>Certificates the acceptor's server certificate chains to, as PEM; none means that it is dialled in plaintext.</summary>
    public ImmutableArray<string> Ca { get; init; } = [];

    /// <summary>Addresses given by hand; where there are any, only these are dialled.</summary>
    public ImmutableArray<string> ManualServerAddresses { get; init; } = [];

    /// <summary>Addresses (<c>host:port</c>) of the acceptor's servers.</summary>
    public ImmutableArray<string> ServerAddresses { get; init; } = [];

    /// <summary>Name in the acceptor's server certificate.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>Id of the peering on the acceptor.</summary>
    public string PeerId { get; init; } = "";

    /// <summary>Secret, good for one exchange.</summary>
    public string EstablishmentSecret { get; init; } = "";

    /// <summary>What the acceptor tells about itself.</summary>
    public RemoteInfo Remote { get; init; } = RemoteInfo.None;

    /// <summary>The secret must not reach a log by way of a record's default text.</summary>
    public override string ToString() => $"{nameof(PeeringToken)} of {PeerId}";
}
