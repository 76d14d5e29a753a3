using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Tests.Scripted;

/// <summary>What resources are called, and the messages about them that a scripted peer sends.</summary>
internal static class Urls
{
    public const string ExportedService = "type.googleapis.com/hashicorp.consul.internal.peerstream.ExportedService";
    public const string ExportedServiceList = "type.googleapis.com/hashicorp.consul.internal.peerstream.ExportedServiceList";
    public const string TrustBundle = "type.googleapis.com/hashicorp.consul.internal.peering.PeeringTrustBundle";
    public const string ServerAddresses = "type.googleapis.com/hashicorp.consul.internal.peering.PeeringServerAddresses";

    public static ReplicationMessage Heartbeat => new() { Heartbeat = new() };

    public static ReplicationMessage Terminated => new() { Terminated = new() };

    public static ReplicationMessage Subscription(string url, string peerId = "", string nonce = "") =>
        new() { Request = new() { ResourceURL = url, PeerID = peerId, ResponseNonce = nonce } };

    public static ReplicationMessage Resource(Google.Protobuf.IMessage resource, string id, string nonce) => new()
    {
        Response = new()
        {
            Nonce = nonce,
            ResourceURL = $"type.googleapis.com/{resource.Descriptor.FullName}",
            ResourceID = id,
            Operation = Operation.Upsert,
            Resource = Google.Protobuf.WellKnownTypes.Any.Pack(resource),
        },
    };
}
