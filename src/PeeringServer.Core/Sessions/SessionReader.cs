using System.Collections.Immutable;
using PeeringServer.Core.Acl;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Sessions;

/// <summary>Reads sessions; those that the caller may not see are left out. The index is always that of all sessions.</summary>
internal sealed class SessionReader(BlockingQuery queries)
{
    /// <summary>One session, as a list of it, or an empty one.</summary>
    public ValueTask<Reading<ImmutableArray<Session>>> FindAsync(string id, QueryOptions query, IAuthorizer caller, CancellationToken cancellation) =>
        ReadAsync(SessionTopics.One(id), query, caller, sessions => sessions.Find(id) is { } session ? [session] : null, cancellation);

    public ValueTask<Reading<ImmutableArray<Session>>> ListAsync(QueryOptions query, IAuthorizer caller, CancellationToken cancellation) =>
        ReadAsync(SessionTopics.All, query, caller, static sessions => sessions.ById.Values, cancellation);

    /// <summary>The sessions of one node.</summary>
    public ValueTask<Reading<ImmutableArray<Session>>> OfNodeAsync(string node, QueryOptions query, IAuthorizer caller, CancellationToken cancellation) =>
        ReadAsync(SessionTopics.OfNode(node), query, caller, sessions => sessions.OfNode(node), cancellation);

    private async ValueTask<Reading<ImmutableArray<Session>>> ReadAsync(
        Topic topic,
        QueryOptions query,
        IAuthorizer caller,
        Func<SessionTable, IEnumerable<Session>?> select,
        CancellationToken cancellation)
    {
        caller.RequireToken();
        var reading = await queries.RunAsync(topic, query, Read, cancellation).ConfigureAwait(false);

        // Again, for the token may have gone while the query waited.
        caller.RequireToken();
        ImmutableArray<Session> sessions = [.. reading.Value ?? []];
        var readable = sessions.RemoveAll(session => !caller.Allows(SessionPermissions.Read(session.Node)));
        return new(reading.Index, readable, reading.Found, HasHidden: readable.Length < sessions.Length);

        Reading<IEnumerable<Session>?> Read(ClusterSnapshot snapshot) => select(snapshot.Sessions) is { } found
            ? new(snapshot.Sessions.Index, found)
            : new(snapshot.Sessions.Index, null, Found: false);
    }
}
