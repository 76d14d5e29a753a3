using PeeringServer.Core.Catalog;
using PeeringServer.Core.Certificates;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Exports;

/// <summary>The instances of exported services as the other side is to see them.</summary>
internal static class ExportedInstances
{
    /// <summary>The ordinary instances of a service. How they take part in the mesh is none of a peer's business.</summary>
    public static ServiceExport Of(ClusterSnapshot snapshot, string service)
    {
        var catalog = snapshot.Catalog.Local;
        var instances = catalog.ServicesNamed(service)
            .Where(static instance => instance.Kind == ServiceKinds.Typical && !instance.Name.EndsWith(ExportConstants.SidecarSuffix, StringComparison.Ordinal))
            .Select(catalog.Describe)
            .Select(static found => Overall(found, found.Service with { Connect = ServiceConnect.None, Proxy = ServiceProxy.None }));
        return new ServiceExport(service, [.. instances]);
    }

    /// <summary>The way into the mesh: an instance for each of this cluster's mesh gateways.</summary>
    public static ServiceExport SidecarOf(ClusterSnapshot snapshot, TrustDomain domain, string service, string peer)
    {
        var catalog = snapshot.Catalog.Local;
        var name = ExportConstants.SidecarOf(service);
        var way = new ServiceConnect(PeerMeta: new PeeringServiceMeta(
            new([domain.ExportedServiceSni(service, peer)]),
            new([domain.ServiceUri(service).OriginalString, domain.MeshGatewayUri.OriginalString]),
            ServiceProtocol.Of(snapshot, service)));
        var instances = catalog.ServicesOfKind(ServiceKinds.MeshGateway).Select((gateway, i) => Overall(catalog.Describe(gateway), new CatalogService
        {
            Node = gateway.Node,
            Kind = ServiceKinds.ConnectProxy,
            Id = ExportConstants.InstanceOf(name, i),
            Name = name,
            Address = gateway.Address,
            Port = gateway.Port,
            TaggedAddresses = gateway.TaggedAddresses,
            Weights = gateway.Weights,
            Proxy = new ServiceProxy { DestinationServiceName = service, DestinationServiceId = ExportConstants.InstanceOf(service, i) },
            Connect = way,
        }));
        return new ServiceExport(name, [.. instances]);
    }

    private static CheckServiceNode Overall(CheckServiceNode found, CatalogService service)
    {
        if (found.Checks.IsEmpty)
        {
            return found with { Service = service };
        }

        var check = new CatalogCheck
        {
            Node = service.Node,
            Id = ExportConstants.OverallCheckOf(service.Id),
            Name = ExportConstants.OverallCheck,
            Status = AgentHealth.WorstOf(found.Checks),
            ServiceId = service.Id,
            ServiceName = service.Name,
        };
        return new CheckServiceNode(found.Node, service, [check]);
    }
}
