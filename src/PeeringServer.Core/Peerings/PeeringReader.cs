using PeeringServer.Core.Acl;
using PeeringServer.Core.State;
using PeeringServer.Core.Streams;

namespace PeeringServer.Core.Peerings;

/// <summary>Reads peerings, with the state their streams give them.</summary>
internal sealed class PeeringReader(BlockingQuery queries, StreamTracker streams, ClusterOptions options)
{
    /// <summary>One peering, in whatever case its name is asked for; without one, the index is that of all peerings.</summary>
    /// <exception cref="RefusalException">Switched off or not permitted; permission is asked for again after a wait.</exception>
    public async ValueTask<Reading<PeeringView?>> ReadAsync(string name, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        Require(caller);
        var reading = await queries.RunAsync(Topic.Peering(name.ToLowerInvariant()), query, Find, cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.PeeringRead);
        return reading;

        Reading<PeeringView?> Find(ClusterSnapshot snapshot) => snapshot.Peerings.Find(name) is { } peering
            ? new(peering.ModifyIndex, View(peering))
            : new(snapshot.Peerings.Index, null, Found: false);
    }

    /// <summary>All peerings in the order of their names, as one snapshot has them.</summary>
    /// <exception cref="RefusalException">Switched off or not permitted; permission is asked for again after a wait.</exception>
    public async ValueTask<Reading<PeeringTable>> ListAsync(QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        Require(caller);
        var reading = await queries.RunAsync(
            Topic.Peerings,
            query,
            static snapshot => new Reading<PeeringTable>(snapshot.Peerings.Index, snapshot.Peerings),
            cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.PeeringRead);
        return reading;
    }

    /// <summary>A stored peering as it is shown.</summary>
    public PeeringView View(Peering peering) => new(peering, streams.Find(peering.Id));

    private void Require(IAuthorizer caller)
    {
        PeeringRules.RequireEnabled(options);
        caller.Require(AclPermission.PeeringRead);
    }
}
