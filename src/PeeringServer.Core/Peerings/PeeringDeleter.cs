using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Peerings;

/// <summary>Deletes peerings: marks them, and waits for the removal where it needs no waiting for anybody.</summary>
internal sealed class PeeringDeleter(ClusterState state, PeeringStore peerings, IPeeringTeardown teardown, ClusterOptions options, TimeProvider clock)
{
    /// <summary>
    /// A peering with nothing to tear down is gone when this returns; another stays visible as deleting until it is.
    /// A name that does not exist, or cannot, is nothing to complain about.
    /// </summary>
    /// <exception cref="RefusalException">Switched off or not permitted.</exception>
    public async Task DeleteAsync(string name, IAuthorizer caller, CancellationToken cancellation)
    {
        PeeringRules.RequireEnabled(options);
        caller.Require(AclPermission.PeeringWrite);
        var marked = peerings.MarkForDeletion(name, clock.GetUtcNow());
        if (marked is null || teardown.IsNeeded(marked))
        {
            return;
        }

        while (true)
        {
            using var lease = state.Watch(Topic.Peering(marked.Name));
            if (state.Current.Peerings.FindById(marked.Id) is null)
            {
                return;
            }

            await lease.Changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }
}
