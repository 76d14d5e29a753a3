using PeeringServer.Core.Acl;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.State;
using PeeringServer.Core.Tokens;

namespace PeeringServer.Core.Peerings;

/// <summary>Generates peering tokens, and with the first for a name the acceptor's peering.</summary>
internal sealed class TokenGenerator(ClusterState state, PeeringStore peerings, ClusterOptions options, Func<TrustDomain> domain, TokenAddresses addresses)
{
    /// <summary>Checks stand in the order in which a real server refuses.</summary>
    /// <exception cref="RefusalException">Switched off, not valid, not permitted, or the name is that of a peering that dials.</exception>
    public PeeringToken Generate(GenerateTokenRequest request, IAuthorizer caller)
    {
        PeeringRules.RequireEnabled(options);
        PeeringRules.RequireDefaultPartition(request.Partition);
        PeeringName.Validate(request.PeerName);
        PeeringMeta.Validate(request.Meta);
        caller.Require(AclPermission.PeeringWrite);
        if (!options.ConnectEnabled)
        {
            throw new RefusalException(RefusalKind.Disabled, PeeringConstants.ConnectDisabled);
        }

        var serverAddresses = addresses.Current();
        var secret = NewId();
        var draft = new Peering { Id = NewId(), Name = request.PeerName, Meta = PeeringMeta.Empty.AddRange(request.Meta) };
        var peering = peerings.PutEstablishmentSecret(draft, secret);
        return new PeeringToken
        {
            Ca = state.Current.CaRoots.Pems,
            ManualServerAddresses = [.. request.ServerExternalAddresses],
            ServerAddresses = serverAddresses,
            ServerName = domain().PeeringServerName,
            PeerId = peering.Id,
            EstablishmentSecret = secret,
            Remote = new RemoteInfo { Datacenter = options.Datacenter, Locality = options.Locality },
        };
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
