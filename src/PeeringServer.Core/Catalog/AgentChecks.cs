using PeeringServer.Core.GoText;

namespace PeeringServer.Core.Catalog;

/// <summary>Makes the checks that the agent keeps.</summary>
internal static class AgentChecks
{
    private const string MaintenanceType = "maintenance";
    private const string NoNodeReason = "Maintenance mode is enabled for this node, but no reason was provided. This is a default message.";
    private const string NoServiceReason = "Maintenance mode is enabled for this service, but no reason was provided. This is a default message.";

    /// <summary>The checks that come with a service; those without an id are numbered where there are several.</summary>
    public static IEnumerable<AgentCheck> OfService(CatalogService service, IReadOnlyList<AgentCheckRequest> requests)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            var id = request.Id.Length > 0 ? request.Id : requests.Count == 1 ? $"service:{service.Id}" : $"service:{service.Id}:{i + 1}";
            var name = request.Name.Length > 0 ? request.Name : $"Service '{service.Name}' check";
            yield return Make(request, id, name, service.Node, service, static duration => duration == 0 ? "" : GoDuration.Format(duration));
        }
    }

    /// <summary>A check registered by itself, of a service or of the node.</summary>
    public static AgentCheck Alone(AgentCheckRequest request, string node, CatalogService? service) =>
        Make(request, request.Id.Length > 0 ? request.Id : request.Name, request.Name, node, service, GoDuration.Format);

    public static AgentCheck ServiceMaintenance(CatalogService service, string reason) => new(
        new CatalogCheck
        {
            Node = service.Node,
            Id = AgentHealth.ServiceMaintenancePrefix + service.Id,
            Name = "Service Maintenance Mode",
            Status = CheckStatus.Critical,
            Notes = reason.Length > 0 ? reason : NoServiceReason,
            ServiceId = service.Id,
            ServiceName = service.Name,
            ServiceTags = service.Tags,
            Type = MaintenanceType,
        },
        null);

    public static AgentCheck NodeMaintenance(string node, string reason) => new(
        new CatalogCheck
        {
            Node = node,
            Id = AgentHealth.NodeMaintenanceId,
            Name = "Node Maintenance Mode",
            Status = CheckStatus.Critical,
            Notes = reason.Length > 0 ? reason : NoNodeReason,
            Type = MaintenanceType,
        },
        null);

    private static AgentCheck Make(AgentCheckRequest request, string id, string name, string node, CatalogService? service, Func<long, string> format) => new(
        new CatalogCheck
        {
            Node = node,
            Id = id,
            Name = name,
            Status = request.Status.Length > 0 ? request.Status : CheckStatus.Critical,
            Notes = request.Notes,
            ServiceId = service?.Id ?? "",
            ServiceName = service?.Name ?? "",
            ServiceTags = service?.Tags ?? ValueList<string>.Empty,
            Type = request.Definition.Type,
            Interval = format(request.Definition.Interval),
            Timeout = format(request.Definition.Timeout),
        },
        request.Ttl)
    {
        Definition = request.Definition,
    };
}
