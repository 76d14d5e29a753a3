using System.Collections.Immutable;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;

namespace PeeringServer.Core.ConfigEntries;

/// <summary>Reads config entries. The index is always that of all entries.</summary>
internal sealed class ConfigEntryReader(BlockingQuery queries)
{
    /// <exception cref="RefusalException">No such kind, or not permitted; permission is asked for again after a wait.</exception>
    public async ValueTask<Reading<ConfigEntry?>> FindAsync(string kind, string name, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        ConfigEntryKinds.Require(kind);
        ConfigEntryPermissions.RequireRead(kind, name, caller);
        var reading = await queries.RunAsync(ConfigEntryTopics.One(kind, name), query, Read, cancellation).ConfigureAwait(false);
        ConfigEntryPermissions.RequireRead(kind, name, caller);
        return reading;

        Reading<ConfigEntry?> Read(ClusterSnapshot snapshot) =>
            snapshot.ConfigEntries.Find(kind, name) is var entry && entry is not null ? new(snapshot.ConfigEntries.Index, entry) : new(snapshot.ConfigEntries.Index, null, Found: false);
    }

    /// <summary>The entries of a kind, or all for the empty one, without those that the caller may not read.</summary>
    /// <exception cref="RefusalException">No such kind, or the caller's token does not exist.</exception>
    public async ValueTask<Reading<ImmutableArray<ConfigEntry>>> ListAsync(string kind, QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        if (kind.Length > 0)
        {
            ConfigEntryKinds.Require(kind);
        }

        caller.RequireToken();
        return await queries.RunAsync(ConfigEntryTopics.OfKind(kind), query, Read, cancellation).ConfigureAwait(false);

        Reading<ImmutableArray<ConfigEntry>> Read(ClusterSnapshot snapshot)
        {
            var entries = kind.Length == 0 ? snapshot.ConfigEntries.All : snapshot.ConfigEntries.OfKind(kind);
            ImmutableArray<ConfigEntry> all = [.. entries];
            var readable = all.RemoveAll(entry => !ConfigEntryPermissions.MayRead(entry.Kind, entry.Name, caller));
            return new(snapshot.ConfigEntries.Index, readable, Found: readable.Length > 0, HasHidden: readable.Length < all.Length);
        }
    }

    /// <summary>Which services are exported to which peers, with wildcards resolved.</summary>
    /// <exception cref="RefusalException">Not permitted.</exception>
    public async ValueTask<Reading<ImmutableArray<ResolvedExport>>> ExportsAsync(QueryOptions query, IAuthorizer caller, CancellationToken cancellation)
    {
        caller.Require(AclPermission.MeshRead);
        var reading = await queries.RunAsync(
            ConfigEntryTopics.One(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName),
            query,
            static snapshot => new Reading<ImmutableArray<ResolvedExport>>(snapshot.ConfigEntries.Index, ExportedServices.Of(snapshot).Resolve(OrdinaryServices(snapshot))),
            cancellation).ConfigureAwait(false);
        caller.Require(AclPermission.MeshRead);
        return reading;
    }

    /// <summary>What a wildcard stands for: no proxies, no gateways.</summary>
    private static IEnumerable<string> OrdinaryServices(ClusterSnapshot snapshot) =>
        snapshot.Catalog.Local.Services.Where(static service => service.Kind == ServiceKinds.Typical).Select(static service => service.Name);
}
