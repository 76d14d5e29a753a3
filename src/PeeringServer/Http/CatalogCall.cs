using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using PeeringServer.Core;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Core.State;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>One query of the catalog: its parameters, and its answer with the headers that belong to it.</summary>
internal sealed class CatalogCall
{
    private CatalogCall(ConsulRequest request)
    {
        Request = request;
        Options = ConsulQuery.Read(request);
        NodeMeta = ReadNodeMeta(request.Query);
        Visibility = new CatalogVisibility(request.Caller);
    }

    public ConsulRequest Request { get; }

    /// <summary>What the client has seen, and how long it waits.</summary>
    public QueryOptions Options { get; }

    /// <summary>What the caller may see.</summary>
    public CatalogVisibility Visibility { get; }

    /// <summary><c>node-meta</c>: pairs that a node has to have.</summary>
    public IReadOnlyDictionary<string, string> NodeMeta { get; }

    /// <summary><c>peer</c>; only what is about one service honours it.</summary>
    public string Peer => Request.Query[CatalogParameters.Peer];

    /// <summary>Tags that an instance has to have.</summary>
    public IReadOnlyCollection<string> Tags => [.. Request.Query.All(CatalogParameters.Tag)];

    /// <summary>Whether the client waits for something newer than what it has seen.</summary>
    public bool Waits => Options.MinIndex > 0;

    /// <summary>Runs a query. What is refused once it was sent to the servers is answered with the headers of a query that found nothing.</summary>
    public static ValueTask<ConsulResponse> RunAsync(ConsulRequest request, Func<CatalogCall, ValueTask<ConsulResponse>> handler, bool tellsOfRefusal = true)
    {
        AclEndpoints.RefuseEnterprise(request);
        var call = new CatalogCall(request);
        if (request.ParameterFault is not null)
        {
            // Told by the fault alone: these endpoints end there.
            return ValueTask.FromResult(ConsulResponse.Empty);
        }

        request.RefusesWithQueryHeaders = tellsOfRefusal;
        return handler(call);
    }

    /// <summary>The name at the end of the path.</summary>
    /// <exception cref="HttpRefusalException">It is missing.</exception>
    public string Name(string route, string missing)
    {
        var name = Request.Rest(route);
        return name.Length > 0 ? name : throw new HttpRefusalException(StatusCodes.Status400BadRequest, missing);
    }

    /// <summary>The <c>filter</c> parameter, made for one sort of item.</summary>
    /// <exception cref="RefusalException">It cannot be read, or the query is about a datacenter that is not there.</exception>
    public CatalogFilter<T> Filter<T>(FilterShape<T> shape)
    {
        CatalogRequests.RequireDatacenter(Request, Request.Query[CatalogParameters.Datacenter]);
        return CatalogRequests.Filter(Request, shape);
    }

    /// <summary>Runs the query and lays out what was found.</summary>
    /// <param name="read">The query.</param>
    /// <param name="select">What of it is shown.</param>
    /// <param name="type">The JSON of that.</param>
    public async ValueTask<ConsulResponse> AnswerAsync<TRead, TShown>(CatalogRead<TRead> read, Func<TRead, TShown> select, Func<ConsulJsonContext, JsonTypeInfo<TShown>> type)
    {
        CatalogRequests.RequireDatacenter(Request, Request.Query[CatalogParameters.Datacenter]);
        Request.Caller.RequireToken();
        var reading = await Request.Cluster.CatalogReader.RunAsync(read, Options, Request.Cancellation).ConfigureAwait(false);
        return ConsulResponse.Json(Request, select(reading.Value), type) with
        {
            Index = reading.Index,
            EffectiveConsistency = Consistency,
            FilteredByAcls = Visibility.HasHidden && Request.Secret.Length > 0,
        };
    }

    /// <summary>Leaves out what the caller may not read, what a filter or <c>node-meta</c> is against, and shows the rest.</summary>
    /// <param name="instances">What there is.</param>
    /// <param name="filter">The client's filter.</param>
    /// <param name="show">Shows one.</param>
    /// <param name="choose">Chooses from what is left; all of it unless given.</param>
    public TShown[] Show<TShown>(
        ImmutableArray<CheckServiceNode> instances,
        CatalogFilter<CheckServiceNode> filter,
        Func<CheckServiceNode, TShown> show,
        Func<ImmutableArray<CheckServiceNode>, ImmutableArray<CheckServiceNode>>? choose = null)
    {
        var left = Visibility.Of(filter.Of(instances.RemoveAll(instance => !CatalogReads.Satisfies(instance.Node, NodeMeta))));
        return [.. (choose?.Invoke(left) ?? left).Select(show)];
    }

    private string Consistency => Request.Query.Has(ConsulParameters.Consistent) ? "consistent"
        : Request.Query.Has(ConsulParameters.Stale) || Request.Query[ConsulParameters.MaxStale].Length > 0 ? "stale"
        : "leader";

    private static Dictionary<string, string> ReadNodeMeta(GoQuery query)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.All(CatalogParameters.NodeMeta))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            pairs[colon < 0 ? pair : pair[..colon]] = colon < 0 ? "" : pair[(colon + 1)..];
        }

        return pairs;
    }
}
