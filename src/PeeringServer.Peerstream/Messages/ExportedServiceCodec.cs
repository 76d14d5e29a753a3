using System.Collections.Immutable;
using Google.Protobuf.Collections;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.Exports;
using CatalogAddress = PeeringServer.Core.Catalog.ServiceAddress;
using CatalogConnect = PeeringServer.Core.Catalog.ServiceConnect;
using CatalogInstance = PeeringServer.Core.Catalog.CheckServiceNode;
using CatalogServiceMeta = PeeringServer.Core.Catalog.PeeringServiceMeta;

namespace PeeringServer.Peerstream.Messages;

/// <summary>Turns exported services into messages and back. Indexes and the name of the peering are each side's own, and do not travel.</summary>
internal static class ExportedServiceCodec
{
    public static ExportedService Encode(ServiceExport export)
    {
        var message = new ExportedService();
        message.Nodes.AddRange(export.Instances.Select(static instance => new CheckServiceNode
        {
            Node = Encode(instance.Node),
            Service = Encode(instance.Service),
            Checks = { instance.Checks.Select(Encode) },
        }));
        return message;
    }

    /// <summary>The instances in their order; each has a node and a service.</summary>
    public static ImmutableArray<CatalogInstance> Decode(ExportedService message) => [.. message.Nodes.Select(static instance =>
    {
        var node = Decode(instance.Node);
        var service = Decode(instance.Service, node.Name);
        return new CatalogInstance(node, service, [.. instance.Checks.Select(check => Decode(check, node.Name))]);
    })];

    private static Node Encode(CatalogNode node)
    {
        var message = new Node { ID = node.Id, Node_ = node.Name, Address = node.Address, Datacenter = node.Datacenter };
        message.TaggedAddresses.Add(Pairs(node.TaggedAddresses));
        message.Meta.Add(Pairs(node.Meta));
        if (node.Locality is { } locality)
        {
            message.Locality = new Locality { Region = locality.Region, Zone = locality.Zone };
        }

        return message;
    }

    private static CatalogNode Decode(Node message) => new()
    {
        Id = message.ID,
        Name = message.Node_,
        Address = message.Address,
        Datacenter = message.Datacenter,
        TaggedAddresses = Map(message.TaggedAddresses),
        Meta = Map(message.Meta),
        Locality = Decode(message.Locality),
    };

    private static NodeService Encode(CatalogService service)
    {
        var message = new NodeService
        {
            Kind = service.Kind,
            ID = service.Id,
            Service = service.Name,
            Tags = { service.Tags.Items },
            Address = service.Address,
            Port = service.Port,
            Weights = new Weights { Passing = service.Weights.Passing, Warning = service.Weights.Warning },
            EnableTagOverride = service.EnableTagOverride,
            SocketPath = service.SocketPath,
            EnterpriseMeta = new EnterpriseMeta(),
        };
        message.Meta.Add(Pairs(service.Meta));
        foreach (var (name, address) in service.TaggedAddresses?.Pairs ?? ImmutableSortedDictionary<string, CatalogAddress>.Empty)
        {
            message.TaggedAddresses.Add(name, new ServiceAddress { Address = address.Address, Port = address.Port });
        }

        if (service.Locality is { } locality)
        {
            message.Locality = new Locality { Region = locality.Region, Zone = locality.Zone };
        }

        if (service.Proxy.DestinationServiceName.Length > 0)
        {
            message.Proxy = new ConnectProxyConfig { DestinationServiceName = service.Proxy.DestinationServiceName, DestinationServiceID = service.Proxy.DestinationServiceId };
        }

        if (service.Connect.PeerMeta is { } way)
        {
            message.Connect = new ServiceConnect
            {
                PeerMeta = new PeeringServiceMeta { SNI = { way.Sni.Items }, SpiffeID = { way.SpiffeId.Items }, Protocol = way.Protocol },
            };
        }

        return message;
    }

    private static CatalogService Decode(NodeService message, string node) => new()
    {
        Node = node,
        Kind = message.Kind,
        Id = message.ID,
        Name = message.Service,
        Tags = ValueList<string>.From(message.Tags),
        Address = message.Address,
        TaggedAddresses = message.TaggedAddresses.Count == 0 ? null : new(message.TaggedAddresses.Select(static pair => KeyValuePair.Create(pair.Key, new CatalogAddress(pair.Value.Address, pair.Value.Port)))),
        Meta = Map(message.Meta),
        Port = message.Port,
        SocketPath = message.SocketPath,
        Weights = message.Weights is { } weights ? new(weights.Passing, weights.Warning) : ServiceWeights.Default,
        EnableTagOverride = message.EnableTagOverride,
        Locality = Decode(message.Locality),
        Proxy = message.Proxy is { } proxy
            ? new() { DestinationServiceName = proxy.DestinationServiceName, DestinationServiceId = proxy.DestinationServiceID }
            : ServiceProxy.None,
        Connect = message.Connect is { } connect ? new CatalogConnect(connect.Native, Decode(connect.PeerMeta)) : CatalogConnect.None,
    };

    private static CatalogServiceMeta? Decode(PeeringServiceMeta? message) =>
        message is null ? null : new(ValueList<string>.From(message.SNI), ValueList<string>.From(message.SpiffeID), message.Protocol);

    private static HealthCheck Encode(CatalogCheck check) => new()
    {
        Node = check.Node,
        CheckID = check.Id,
        Name = check.Name,
        Status = check.Status,
        Notes = check.Notes,
        Output = check.Output,
        ServiceID = check.ServiceId,
        ServiceName = check.ServiceName,
        ServiceTags = { check.ServiceTags.Items },
        Type = check.Type,
        ExposedPort = check.ExposedPort,
        Interval = check.Interval,
        Timeout = check.Timeout,
        EnterpriseMeta = new EnterpriseMeta(),
    };

    private static CatalogCheck Decode(HealthCheck message, string node) => new()
    {
        Node = message.Node.Length > 0 ? message.Node : node,
        Id = message.CheckID,
        Name = message.Name,
        Status = message.Status,
        Notes = message.Notes,
        Output = message.Output,
        ServiceId = message.ServiceID,
        ServiceName = message.ServiceName,
        ServiceTags = ValueList<string>.From(message.ServiceTags),
        Type = message.Type,
        ExposedPort = message.ExposedPort,
        Interval = message.Interval,
        Timeout = message.Timeout,
    };

    private static Core.Peerings.Locality? Decode(Locality? message) => message is null ? null : new(message.Region, message.Zone);

    private static ImmutableSortedDictionary<string, string> Pairs(ValueMap<string>? map) => map?.Pairs ?? ImmutableSortedDictionary<string, string>.Empty;

    private static ValueMap<string>? Map(MapField<string, string> pairs) => pairs.Count == 0 ? null : new(pairs);
}
