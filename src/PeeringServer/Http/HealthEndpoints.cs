using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Reads checks, and instances with their checks.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.HealthNode, static request => CatalogCall.RunAsync(request, NodeAsync)).DescribedAs(CatalogDescriptions.HealthNode);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.HealthChecks, static request => CatalogCall.RunAsync(request, ChecksAsync)).DescribedAs(CatalogDescriptions.HealthChecks);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.HealthState, static request => CatalogCall.RunAsync(request, StateAsync)).DescribedAs(CatalogDescriptions.HealthState);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.HealthService, static request => CatalogCall.RunAsync(request, ServiceAsync, tellsOfRefusal: false)).DescribedAs(CatalogDescriptions.HealthService);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.HealthConnect, static request => CatalogCall.RunAsync(request, ConnectAsync, tellsOfRefusal: false)).DescribedAs(CatalogDescriptions.HealthConnect);
    }

    private static ValueTask<ConsulResponse> NodeAsync(CatalogCall call) =>
        ChecksAsync(call, CatalogReads.NodeChecks(CatalogTable.LocalPeer, call.Name(CatalogRoutes.HealthNode, CatalogWireTexts.NodeNameMissing)));

    private static ValueTask<ConsulResponse> ChecksAsync(CatalogCall call) =>
        ChecksAsync(call, CatalogReads.ServiceChecks(CatalogTable.LocalPeer, call.Name(CatalogRoutes.HealthChecks, CatalogWireTexts.ServiceNameMissing), call.NodeMeta));

    private static ValueTask<ConsulResponse> StateAsync(CatalogCall call) =>
        ChecksAsync(call, CatalogReads.ChecksInState(CatalogTable.LocalPeer, call.Name(CatalogRoutes.HealthState, CatalogWireTexts.CheckStateMissing), call.NodeMeta));

    private static ValueTask<ConsulResponse> ChecksAsync(CatalogCall call, CatalogRead<ImmutableArray<CatalogCheck>> read)
    {
        var filter = call.Filter(FilterShapes.Check);
        return call.AnswerAsync(read, checks => call.Visibility.Of(filter.Of(checks)).Select(HealthCheckJson.From).ToArray(), static context => context.HealthCheckJsonArray);
    }

    private static ValueTask<ConsulResponse> ServiceAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.HealthService, CatalogWireTexts.ServiceNameMissing);
        return InstancesAsync(call, CatalogReads.Instances(call.Peer, name, call.Tags, withChecks: true));
    }

    private static ValueTask<ConsulResponse> ConnectAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.HealthConnect, CatalogWireTexts.ServiceNameMissing);
        return InstancesAsync(call, CatalogReads.ConnectInstances(call.Peer, name, withChecks: true));
    }

    private static async ValueTask<ConsulResponse> InstancesAsync(CatalogCall call, CatalogRead<ImmutableArray<CheckServiceNode>> read)
    {
        var filter = call.Filter(FilterShapes.Instance);
        var isPassing = IsPassing(call.Request.Query);
        var answer = await call.AnswerAsync(
            read,
            instances => call.Show(instances, filter, CheckServiceNodeJson.From, isPassing ? Passing : null),
            static context => context.CheckServiceNodeJsonArray).ConfigureAwait(false);

        // An agent answers those who wait from a stream of changes; to sort by distance it has to ask a server.
        var isStreamed = call.Waits && call.Request.Query[CatalogParameters.Near].Length == 0;
        return isStreamed ? answer with { QueryBackend = ConsulHeaders.StreamingBackend } : answer;
    }

    /// <summary>Only instances whose checks pass: into the place of each of the others comes the last, as in a real agent.</summary>
    private static ImmutableArray<CheckServiceNode> Passing(ImmutableArray<CheckServiceNode> instances)
    {
        var kept = instances.ToBuilder();
        for (var at = 0; at < kept.Count;)
        {
            if (kept[at].IsPassing)
            {
                at++;
            }
            else
            {
                kept[at] = kept[^1];
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return kept.DrainToImmutable();
    }

    private static bool IsPassing(GoQuery query)
    {
        if (!query.Has(CatalogParameters.Passing) || query[CatalogParameters.Passing] is not { Length: > 0 } value)
        {
            return query.Has(CatalogParameters.Passing);
        }

        return CatalogRequests.Flag(value) ?? throw new HttpRefusalException(StatusCodes.Status400BadRequest, CatalogWireTexts.InvalidPassing);
    }
}
