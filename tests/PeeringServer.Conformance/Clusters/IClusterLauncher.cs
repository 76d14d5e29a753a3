using PeeringServer.Conformance.Replay;

namespace PeeringServer.Conformance.Clusters;

/// <summary>Starts clusters as recorded groups ask for them.</summary>
internal interface IClusterLauncher
{
    /// <summary>Starts a cluster and returns once it is ready.</summary>
    Task<IClusterUnderTest> StartAsync(RecordedCluster cluster, CancellationToken cancellationToken);
}
