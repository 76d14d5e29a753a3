namespace PeeringServer.Core;

/// <summary>One cluster.</summary>
public sealed class Cluster
{
    /// <summary>The state.</summary>
    public ClusterState State { get; } = new();

    /// <summary>The state.</summary>
    public sealed class ClusterState
    {
        /// <summary>Index of the last write.</summary>
        public (ulong Index, int Count) Current { get; }
    }
}
