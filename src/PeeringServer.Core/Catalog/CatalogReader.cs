using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>Runs queries of the catalog.</summary>
internal sealed class CatalogReader(BlockingQuery queries, OwnNode own)
{
    /// <summary>Reads at once, or when there is something newer than the caller has seen, or when its time is over.</summary>
    public ValueTask<Reading<T>> RunAsync<T>(CatalogRead<T> read, QueryOptions options, CancellationToken cancellation)
    {
        own.CatchUp(waits: options.MinIndex > 0);
        return queries.RunAsync(read.Topic, options, snapshot => read.Read(snapshot.Catalog), cancellation);
    }
}
