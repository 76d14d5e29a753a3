using System.Text.Json.Serialization;
using PeeringServer.Core.Peerings;

namespace PeeringServer.Http.Wire;

/// <summary>What the other side of a peering told about itself.</summary>
internal sealed record RemoteJson(
    string Partition,
    string Datacenter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocalityJson? Locality)
{
    private static readonly RemoteJson None = new("", "", null);

    public static RemoteJson From(RemoteInfo remote) => ReferenceEquals(remote, RemoteInfo.None)
        ? None
        : new RemoteJson(remote.Partition, remote.Datacenter, remote.Locality is { } locality ? new LocalityJson(locality.Region, locality.Zone) : null);
}
