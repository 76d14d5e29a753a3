using CoreLocality = PeeringServer.Core.Peerings.Locality;
using CoreRemoteInfo = PeeringServer.Core.Peerings.RemoteInfo;

namespace PeeringServer.Peerstream.Messages;

/// <summary>What a side tells about itself, to and from its message.</summary>
internal static class RemoteInfoCodec
{
    public static CoreRemoteInfo Decode(RemoteInfo message) => new()
    {
        Partition = message.Partition,
        Datacenter = message.Datacenter,
        Locality = message.Locality is { } locality ? new CoreLocality(locality.Region, locality.Zone) : null,
    };

    public static RemoteInfo Encode(string datacenter, CoreLocality? locality) => new()
    {
        Datacenter = datacenter,
        Locality = locality is null ? null : new Locality { Region = locality.Region, Zone = locality.Zone },
    };
}
