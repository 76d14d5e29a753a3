using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A node with its services by id.</summary>
internal sealed record CatalogNodeJson(NodeJson Node, Dictionary<string, NodeServiceJson> Services)
{
    public static CatalogNodeJson From(NodeServices node) =>
        new(NodeJson.From(node.Node), node.Services.OrderBy(static service => service.Id, StringComparer.Ordinal).ToDictionary(static service => service.Id, NodeServiceJson.From));
}
