namespace PeeringServer.Core.Peerings;

/// <summary>What one side of a peering tells the other about itself.</summary>
public sealed record RemoteInfo
{
    /// <summary>Nothing known.</summary>
    public static readonly RemoteInfo None = new();

    /// <summary>Admin partition; always empty in the community edition.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Datacenter.</summary>
    public string Datacenter { get; init; } = "";

    /// <summary>Region and zone, where known.</summary>
    public Locality? Locality { get; init; }

    internal bool IsEmpty => this == None;
}
