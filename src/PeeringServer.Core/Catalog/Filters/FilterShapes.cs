namespace PeeringServer.Core.Catalog.Filters;

/// <summary>What can be asked for of the items of the catalog, under the names that the API shows.</summary>
internal static class FilterShapes
{
    public static readonly FilterShape<CatalogNode> Node = new FilterShape<CatalogNode>()
        .With("ID", static node => node.Id)
        .With("Node", static node => node.Name)
        .With("Address", static node => node.Address)
        .With("Datacenter", static node => node.Datacenter)
        .With("PeerName", static node => node.PeerName)
        .With("TaggedAddresses", static node => node.TaggedAddresses)
        .With("Meta", static node => node.Meta);

    public static readonly FilterShape<CatalogService> Service = new FilterShape<CatalogService>()
        .With("Kind", static service => service.Kind)
        .With("ID", static service => service.Id)
        .With("Service", static service => service.Name)
        .With("Tags", static service => service.Tags)
        .With("Address", static service => service.Address)
        .With("TaggedAddresses", static service => service.TaggedAddresses)
        .With("Meta", static service => service.Meta)
        .With("Port", static service => service.Port)
        .With("SocketPath", static service => service.SocketPath)
        .With("Weights.Passing", static service => service.Weights.Passing)
        .With("Weights.Warning", static service => service.Weights.Warning)
        .With("EnableTagOverride", static service => service.EnableTagOverride)
        .With("Proxy.DestinationServiceName", static service => service.Proxy.DestinationServiceName)
        .With("Proxy.DestinationServiceID", static service => service.Proxy.DestinationServiceId)
        .With("Proxy.LocalServiceAddress", static service => service.Proxy.LocalServiceAddress)
        .With("Proxy.LocalServicePort", static service => service.Proxy.LocalServicePort)
        .With("Proxy.Mode", static service => service.Proxy.Mode)
        .With("Connect.Native", static service => service.Connect.Native)
        .With("PeerName", static service => service.PeerName);

    /// <summary>An instance as <c>/v1/catalog/service</c> shows it.</summary>
    public static readonly FilterShape<CheckServiceNode> ServiceNode = new FilterShape<CheckServiceNode>()
        .With("ID", static instance => instance.Node.Id)
        .With("Node", static instance => instance.Node.Name)
        .With("Address", static instance => instance.Node.Address)
        .With("Datacenter", static instance => instance.Node.Datacenter)
        .With("TaggedAddresses", static instance => instance.Node.TaggedAddresses)
        .With("NodeMeta", static instance => instance.Node.Meta)
        .With("ServiceKind", static instance => instance.Service.Kind)
        .With("ServiceID", static instance => instance.Service.Id)
        .With("ServiceName", static instance => instance.Service.Name)
        .With("ServiceTags", static instance => instance.Service.Tags)
        .With("ServiceAddress", static instance => instance.Service.Address)
        .With("ServiceTaggedAddresses", static instance => instance.Service.TaggedAddresses)
        .With("ServiceWeights.Passing", static instance => instance.Service.Weights.Passing)
        .With("ServiceWeights.Warning", static instance => instance.Service.Weights.Warning)
        .With("ServiceMeta", static instance => instance.Service.Meta)
        .With("ServicePort", static instance => instance.Service.Port)
        .With("ServiceSocketPath", static instance => instance.Service.SocketPath)
        .With("ServiceEnableTagOverride", static instance => instance.Service.EnableTagOverride)
        .With("ServiceProxy.DestinationServiceName", static instance => instance.Service.Proxy.DestinationServiceName)
        .With("ServiceConnect.Native", static instance => instance.Service.Connect.Native)
        .With("PeerName", static instance => instance.Service.PeerName);

    /// <summary>A service as it stands in the list of all.</summary>
    public static readonly FilterShape<CatalogService> Registered = new FilterShape<CatalogService>()
        .With("Node", static service => service.Node)
        .With("ServiceKind", static service => service.Kind)
        .With("ServiceID", static service => service.Id)
        .With("ServiceName", static service => service.Name)
        .With("ServiceTags", static service => service.Tags)
        .With("ServiceAddress", static service => service.Address)
        .With("ServiceTaggedAddresses", static service => service.TaggedAddresses)
        .With("ServiceMeta", static service => service.Meta)
        .With("ServicePort", static service => service.Port)
        .With("ServiceEnableTagOverride", static service => service.EnableTagOverride)
        .With("ServiceConnect.Native", static service => service.Connect.Native)
        .With("PeerName", static service => service.PeerName);

    public static readonly FilterShape<CatalogCheck> Check = new FilterShape<CatalogCheck>()
        .With("Node", static check => check.Node)
        .With("CheckID", static check => check.Id)
        .With("Name", static check => check.Name)
        .With("Status", static check => check.Status)
        .With("Notes", static check => check.Notes)
        .With("Output", static check => check.Output)
        .With("ServiceID", static check => check.ServiceId)
        .With("ServiceName", static check => check.ServiceName)
        .With("ServiceTags", static check => check.ServiceTags)
        .With("Type", static check => check.Type)
        .With("Interval", static check => check.Interval)
        .With("Timeout", static check => check.Timeout)
        .With("ExposedPort", static check => check.ExposedPort)
        .With("PeerName", static check => check.PeerName);

    /// <summary>An instance as <c>/v1/health/service</c> shows it.</summary>
    public static readonly FilterShape<CheckServiceNode> Instance = new FilterShape<CheckServiceNode>()
        .With("Node", Node, static instance => instance.Node)
        .With("Service", Service, static instance => instance.Service)
        .With("Checks", static instance => instance.Checks);
}
