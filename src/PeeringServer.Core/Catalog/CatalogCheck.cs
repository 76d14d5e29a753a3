namespace PeeringServer.Core.Catalog;

/// <summary>A check of a node or of one of its services.</summary>
internal sealed record CatalogCheck
{
    /// <summary>Name of the node it belongs to.</summary>
    public required string Node { get; init; }

    /// <summary>Unique on its node.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the peering it was imported through; empty for one of this cluster.</summary>
    public string PeerName { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>One of <see cref="CheckStatus"/>, or whatever was registered.</summary>
    public string Status { get; init; } = "";

    public string Notes { get; init; } = "";

    public string Output { get; init; } = "";

    /// <summary>Id of the service it is about; empty for the node as a whole.</summary>
    public string ServiceId { get; init; } = "";

    /// <summary>Name of that service; taken from its registration.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>Tags of that service; taken from its registration.</summary>
    public ValueList<string> ServiceTags { get; init; } = ValueList<string>.Empty;

    public string Type { get; init; } = "";

    public string Interval { get; init; } = "";

    public string Timeout { get; init; } = "";

    public int ExposedPort { get; init; }

    public CheckDefinition Definition { get; init; } = CheckDefinition.None;

    public ulong CreateIndex { get; init; }

    public ulong ModifyIndex { get; init; }

    /// <summary>Whether the two differ in nothing but their indexes and the case of the node's name.</summary>
    public bool IsSameAs(CatalogCheck other) =>
        string.Equals(Node, other.Node, StringComparison.OrdinalIgnoreCase)
        && this with { Node = other.Node, CreateIndex = other.CreateIndex, ModifyIndex = other.ModifyIndex } == other;
}
