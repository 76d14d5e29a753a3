using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>An instance with its node and checks.</summary>
internal sealed record CheckServiceNodeJson(NodeJson Node, NodeServiceJson Service, HealthCheckJson[] Checks)
{
    public static CheckServiceNodeJson From(CheckServiceNode instance) =>
        new(NodeJson.From(instance.Node), NodeServiceJson.From(instance.Service), [.. instance.Checks.Select(HealthCheckJson.From)]);
}
