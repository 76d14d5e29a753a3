using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PeeringServer.Core.Catalog;

namespace PeeringServer.Http.Wire;

/// <summary>An instance together with its node, as the catalog lists instances of a service.</summary>
internal sealed record ServiceNodeJson
{
    [JsonPropertyName("ID")]
    public required string Id { get; init; }

    public required string Node { get; init; }

    public required string Address { get; init; }

    public required string Datacenter { get; init; }

    public ImmutableSortedDictionary<string, string>? TaggedAddresses { get; init; }

    public ImmutableSortedDictionary<string, string>? NodeMeta { get; init; }

    public required string ServiceKind { get; init; }

    [JsonPropertyName("ServiceID")]
    public required string ServiceId { get; init; }

    public required string ServiceName { get; init; }

    public required ImmutableArray<string> ServiceTags { get; init; }

    public required string ServiceAddress { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, ServiceAddressJson>? ServiceTaggedAddresses { get; init; }

    public required ServiceWeightsJson ServiceWeights { get; init; }

    public required ImmutableSortedDictionary<string, string> ServiceMeta { get; init; }

    public required int ServicePort { get; init; }

    public required string ServiceSocketPath { get; init; }

    public required bool ServiceEnableTagOverride { get; init; }

    public required ServiceProxyJson ServiceProxy { get; init; }

    public required ServiceConnectJson ServiceConnect { get; init; }

    public LocalityJson? ServiceLocality { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PeerName { get; init; }

    public required ulong CreateIndex { get; init; }

    public required ulong ModifyIndex { get; init; }

    public static ServiceNodeJson From(CheckServiceNode instance)
    {
        var (node, service) = (instance.Node, instance.Service);
        return new ServiceNodeJson
        {
            Id = node.Id,
            Node = node.Name,
            Address = node.Address,
            Datacenter = node.Datacenter,
            TaggedAddresses = node.TaggedAddresses?.Pairs,
            NodeMeta = node.Meta?.Pairs,
            ServiceKind = service.Kind,
            ServiceId = service.Id,
            ServiceName = service.Name,
            ServiceTags = service.Tags.Items,
            ServiceAddress = service.Address,
            ServiceTaggedAddresses = Omit.Empty(service.TaggedAddresses),
            ServiceWeights = ServiceWeightsJson.From(service.Weights),
            ServiceMeta = service.Meta?.Pairs ?? ImmutableSortedDictionary<string, string>.Empty,
            ServicePort = service.Port,
            ServiceSocketPath = service.SocketPath,
            ServiceEnableTagOverride = service.EnableTagOverride,
            ServiceProxy = ServiceProxyJson.From(service.Proxy),
            ServiceConnect = ServiceConnectJson.From(service.Connect),
            ServiceLocality = Omit.LocalityOf(service.Locality),
            PeerName = Omit.Empty(service.PeerName),
            CreateIndex = service.CreateIndex,
            ModifyIndex = service.ModifyIndex,
        };
    }
}
