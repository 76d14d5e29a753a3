using System.Globalization;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Reads one of the agent's services, at once or when it is no longer what the client has seen; that is told by a hash of its content.</summary>
internal static class AgentServiceWatch
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>The service, or null where there is none of that id.</summary>
    public static async ValueTask<CatalogService?> ReadAsync(ConsulRequest request, string id)
    {
        var query = ConsulQuery.Read(request);
        var seen = request.Query[CatalogParameters.Hash];
        var first = Find(request.Cluster.State.Current, id);
        if (first is null || seen.Length == 0 || Describe(request, first).ContentHash != seen)
        {
            return first;
        }

        // What is waited for is another content than this: any index but 0 asks to wait, and the reading's says whether it is over.
        var reading = await request.Cluster.Queries.RunAsync<CatalogService?>(
            CatalogTopics.Node(CatalogTable.LocalPeer, request.Cluster.Options.NodeName),
            query with { MinIndex = 1 },
            snapshot => Find(snapshot, id) is { } found && Describe(request, found).ContentHash == seen ? new Reading<CatalogService?>(1, found) : new(2, Find(snapshot, id)),
            request.Cancellation).ConfigureAwait(false);
        return reading.Value;
    }

    public static AgentServiceJson Describe(ConsulRequest request, CatalogService service)
    {
        var shown = AgentServiceJson.From(service, request.Cluster.Options.Datacenter);
        return shown with { ContentHash = Hash(ConsulJson.Serialize(request, shown, static context => context.AgentServiceJson)) };
    }

    private static CatalogService? Find(ClusterSnapshot snapshot, string id) => snapshot.Agent.Services.GetValueOrDefault(id);

    private static string Hash(byte[] content) =>
        content.Aggregate(FnvOffset, static (hash, value) => unchecked((hash ^ value) * FnvPrime)).ToString("x", CultureInfo.InvariantCulture);
}
