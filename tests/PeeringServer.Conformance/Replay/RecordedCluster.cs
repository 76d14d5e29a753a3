using System.Text.Json.Nodes;

namespace PeeringServer.Conformance.Replay;

/// <summary>One cluster of a recorded group: what its configuration adds to the one that all of them share.</summary>
internal sealed record RecordedCluster
{
    /// <summary>Name within the group: <c>alpha</c>, <c>beta</c> or <c>gamma</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the datacenter.</summary>
    public required string Datacenter { get; init; }

    /// <summary>Access control is on, everything is refused by default, and <see cref="Clusters.ClusterConfiguration.ManagementToken"/> may do all.</summary>
    public bool Acl { get; init; }

    /// <summary>Started with <c>-dev</c>.</summary>
    public bool Dev { get; init; }

    /// <summary>Keys set over those of the shared configuration, whole.</summary>
    public JsonObject Extra { get; init; } = [];

    /// <summary>Ports that are not free to choose; -1 is off.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();

    /// <summary>Path that answers 200 with content once the cluster is ready.</summary>
    public string ReadyPath { get; init; } = "/v1/connect/ca/roots";

    public static RecordedCluster Read(string name, JsonObject json) => new()
    {
        Name = name,
        Datacenter = json["datacenter"]!.GetValue<string>(),
        Acl = json["acl"]?.GetValue<bool>() ?? false,
        Dev = json["dev"]?.GetValue<bool>() ?? false,
        Extra = json["extra"]?.DeepClone().AsObject() ?? [],
        Ports = json["ports"]?.AsObject().ToDictionary(p => p.Key, p => p.Value!.GetValue<int>()) ?? [],
        ReadyPath = json["ready"]?.GetValue<string>() ?? "/v1/connect/ca/roots",
    };
}
