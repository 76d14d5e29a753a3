using System.Collections.Immutable;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Catalog.Filters;
using PeeringServer.Http.Wire;

namespace PeeringServer.Http;

/// <summary>Reads the catalog.</summary>
internal static class CatalogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Datacenters, DatacentersAsync).DescribedAs(CatalogDescriptions.Datacenters);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Nodes, static request => CatalogCall.RunAsync(request, NodesAsync)).DescribedAs(CatalogDescriptions.Nodes);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Services, static request => CatalogCall.RunAsync(request, ServicesAsync)).DescribedAs(CatalogDescriptions.Services);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Service, static request => CatalogCall.RunAsync(request, ServiceAsync)).DescribedAs(CatalogDescriptions.Service);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Connect, static request => CatalogCall.RunAsync(request, ConnectAsync)).DescribedAs(CatalogDescriptions.Connect);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.Node, static request => CatalogCall.RunAsync(request, NodeAsync)).DescribedAs(CatalogDescriptions.Node);
        routes.MapConsul(HttpMethods.Get, CatalogRoutes.NodeServices, static request => CatalogCall.RunAsync(request, NodeServicesAsync)).DescribedAs(CatalogDescriptions.NodeServices);
    }

    private static ValueTask<ConsulResponse> DatacentersAsync(ConsulRequest request) =>
        ValueTask.FromResult(ConsulResponse.Json(request, new[] { request.Cluster.Options.Datacenter }, static context => context.StringArray));

    private static ValueTask<ConsulResponse> NodesAsync(CatalogCall call)
    {
        var filter = call.Filter(FilterShapes.Node);
        return call.AnswerAsync(
            CatalogReads.Nodes(CatalogTable.LocalPeer),
            nodes => call.Visibility.Of(filter.Of(nodes.RemoveAll(node => !CatalogReads.Satisfies(node, call.NodeMeta)))).Select(NodeJson.From).ToArray(),
            static context => context.NodeJsonArray);
    }

    private static ValueTask<ConsulResponse> ServicesAsync(CatalogCall call)
    {
        var filter = call.Filter(FilterShapes.Registered);
        return call.AnswerAsync(
            CatalogReads.Services(CatalogTable.LocalPeer, call.NodeMeta),
            services => call.Visibility.OfNames(filter.Of(services))
                .GroupBy(static service => service.Name)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .ToDictionary(static group => group.Key, static group => group.SelectMany(static service => service.Tags.Items).Distinct().ToArray()),
            static context => context.DictionaryStringStringArray);
    }

    private static ValueTask<ConsulResponse> ServiceAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.Service, CatalogWireTexts.ServiceNameMissing);
        return InstancesAsync(call, CatalogReads.Instances(call.Peer, name, call.Tags, withChecks: false));
    }

    private static ValueTask<ConsulResponse> ConnectAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.Connect, CatalogWireTexts.ServiceNameMissing);
        return InstancesAsync(call, CatalogReads.ConnectInstances(call.Peer, name, withChecks: false));
    }

    private static ValueTask<ConsulResponse> InstancesAsync(CatalogCall call, CatalogRead<ImmutableArray<CheckServiceNode>> read)
    {
        var filter = call.Filter(FilterShapes.ServiceNode);
        return call.AnswerAsync(read, instances => call.Show(instances, filter, ServiceNodeJson.From), static context => context.ServiceNodeJsonArray);
    }

    private static ValueTask<ConsulResponse> NodeAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.Node, CatalogWireTexts.NodeNameMissing);
        var filter = call.Filter(FilterShapes.Service);
        return call.AnswerAsync(
            CatalogReads.Node(CatalogTable.LocalPeer, name),
            node => call.Visibility.Of(node) is { } visible ? CatalogNodeJson.From(visible with { Services = filter.Of(visible.Services) }) : null,
            static context => context.CatalogNodeJson!);
    }

    private static ValueTask<ConsulResponse> NodeServicesAsync(CatalogCall call)
    {
        var name = call.Name(CatalogRoutes.NodeServices, CatalogWireTexts.NodeNameMissing);
        var filter = call.Filter(FilterShapes.Service);
        return call.AnswerAsync(
            CatalogReads.Node(CatalogTable.LocalPeer, name),
            node => call.Visibility.Of(node) is { } visible ? NodeServiceListJson.From(visible with { Services = filter.Of(visible.Services) }) : NodeServiceListJson.None,
            static context => context.NodeServiceListJson);
    }
}
