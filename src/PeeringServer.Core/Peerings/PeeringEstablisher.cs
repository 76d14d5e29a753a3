using PeeringServer.Core.Acl;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.State;
using PeeringServer.Core.Streams;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Core.Peerings;

/// <summary>Peers with the cluster that generated a token: one write before the secret is exchanged, one after.</summary>
internal sealed class PeeringEstablisher(ClusterState state, PeeringStore peerings, StreamTracker streams, ClusterOptions options, Func<TrustDomain> domain, IPeeringDialer dialer)
{
    /// <summary>Checks stand in the order in which a real server refuses.</summary>
    /// <exception cref="RefusalException">
    /// Switched off, not valid, not permitted, the cluster's own token, the name is that of an acceptor, or the exchange failed;
    /// only in the last case the peering was written, and stays.
    /// </exception>
    public async Task EstablishAsync(EstablishRequest request, IAuthorizer caller, CancellationToken cancellation)
    {
        PeeringRules.RequireEnabled(options);
        PeeringName.Validate(request.PeerName);
        var token = PeeringTokenCodec.Decode(request.PeeringToken);
        PeeringTokenRules.Validate(token);
        PeeringMeta.Validate(request.Meta);
        caller.Require(AclPermission.PeeringWrite);
        if (token.ServerName.Length > 0 && token.ServerName == domain().PeeringServerName)
        {
            throw new RefusalException(
                RefusalKind.Conflict,
                $"cannot create a peering within the same cluster \"{token.ServerName}\". Refer to the `exported-services` documentation if you want to export between partitions without peering");
        }

        var existing = state.Current.Peerings.Find(request.PeerName);
        PeeringRules.RequireRole(existing, isDialer: true);
        if (existing is not null && streams.Find(existing.Id) is { Connected: true })
        {
            // A peering whose stream is up is known to be reached where it is: the token's addresses do not replace what works.
            token = token with { ServerAddresses = existing.PeerServerAddresses, ManualServerAddresses = existing.ManualServerAddresses };
        }

        var written = peerings.Put(Record(request, token, existing?.Id ?? Guid.NewGuid().ToString()));
        var streamSecret = await dialer.ExchangeSecretAsync(token, cancellation).ConfigureAwait(false);
        if (streamSecret.Length == 0)
        {
            throw new RefusalException(
                RefusalKind.Invalid,
                "failed to write peering: failed to write peering establishment secret: invalid secret write request: missing secret ID");
        }

        peerings.Put(
            Record(request, token, written.Id) with { State = PeeringState.Establishing },
            secrets => secrets with { ActiveStream = streamSecret });
    }

    /// <summary>The state is left open at first, so that a failed exchange does not change that of a peering that exists.</summary>
    private static Peering Record(EstablishRequest request, PeeringToken token, string id) => new()
    {
        Id = id,
        Name = request.PeerName,
        Meta = PeeringMeta.Empty.AddRange(request.Meta),
        PeerId = token.PeerId,
        PeerCaPems = token.Ca,
        PeerServerName = token.ServerName,
        PeerServerAddresses = token.ServerAddresses,
        ManualServerAddresses = token.ManualServerAddresses,
        Remote = token.Remote,
    };
}
