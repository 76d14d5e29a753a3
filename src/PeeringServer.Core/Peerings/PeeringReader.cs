using PeeringServer.Core.Acl;
using PeeringServer.Core.State;
using PeeringServer.Core.Streams;

namespace PeeringServer.Core.Peerings;

/// <summary>Reads peerings, with the state their streams give them.</summary>
internal sealed class PeeringReader(BlockingQuery queries, StreamTracker streams, ClusterOptions options)
{
    /// <summary>One peering, in whatever case its name is asked for; without one, the index is that of all peerings.</summary>
    /// <exception cref="RefusalException">Switched off or not permitted; permission is asked for at every look, so after a wait too.</exception>
    public ValueTask<Reading<PeeringView?>> ReadAsync(string name, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        PeeringRules.RequireEnabled(options);
        return queries.RunAsync(Topic.Peering(name.ToLowerInvariant()), query, Find, cancellation);

        Reading<PeeringView?> Find(ClusterSnapshot snapshot)
        {
            caller.Require(AclPermission.PeeringRead);
            return snapshot.Peerings.Find(name) is { } peering
                ? new(peering.ModifyIndex, View(peering))
                : new(snapshot.Peerings.Index, null, Found: false);
        }
    }

    /// <summary>All peerings in the order of their names, as one snapshot has them.</summary>
    /// <exception cref="RefusalException">Switched off or not permitted; permission is asked for at every look, so after a wait too.</exception>
    public ValueTask<Reading<PeeringTable>> ListAsync(QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        PeeringRules.RequireEnabled(options);
        return queries.RunAsync(Topic.Peerings, query, List, cancellation);

        Reading<PeeringTable> List(ClusterSnapshot snapshot)
        {
            caller.Require(AclPermission.PeeringRead);
            return new(snapshot.Peerings.Index, snapshot.Peerings);
        }
    }

    /// <summary>A stored peering as it is shown.</summary>
    public PeeringView View(Peering peering) => new(peering, streams.Find(peering.Id));
}
