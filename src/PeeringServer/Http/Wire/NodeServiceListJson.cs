using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>A node with its services as a list.</summary>
internal sealed record NodeServiceListJson(NodeJson? Node, NodeServiceJson[]? Services)
{
    public static readonly NodeServiceListJson None = new(null, null);

    public static NodeServiceListJson From(NodeServices node) =>
        new(NodeJson.From(node.Node), node.Services.IsEmpty ? null : [.. node.Services.Select(NodeServiceJson.From)]);
}
