namespace PeeringServer.Core.Peerings;

/// <summary>Consul's words for refusals around peerings.</summary>
internal static class PeeringConstants
{
    public const string PeeringDisabled = "peering must be enabled to use this endpoint";
    public const string ConnectDisabled = "connect.enabled must be set to true in the server's configuration when generating peering tokens";
    public const string GrpcTlsDisabled = "TLS for gRPC must be enabled when generating peering tokens";
    public const string PartitionsUnsupported = "Partitions are a Consul Enterprise feature";
    public const string MarkedForDeletion = "cannot write to peering that is marked for deletion";
    public const string NewButDeleted = "cannot create a new peering marked for deletion";
    public const string RemovedWhileLive = "cannot delete a peering without first marking for deletion";
    public const string DefaultPartition = "default";
}
