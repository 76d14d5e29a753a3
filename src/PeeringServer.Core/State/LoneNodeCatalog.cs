namespace PeeringServer.Core.State;

/// <summary>The catalog of a cluster in which nothing was registered: the one server node and its health.</summary>
internal sealed class LoneNodeCatalog(ClusterOptions options) : ICatalogView
{
    private const string SerfHealth = "serfHealth";
    private const string Passing = "passing";

    public bool HasNode(ClusterSnapshot snapshot, string node) => node.Equals(options.NodeName, StringComparison.OrdinalIgnoreCase);

    public string? CheckStatus(ClusterSnapshot snapshot, string node, string checkId) =>
        HasNode(snapshot, node) && checkId.Equals(SerfHealth, StringComparison.OrdinalIgnoreCase) ? Passing : null;

    public IEnumerable<string> ServiceNames(ClusterSnapshot snapshot) => [];

    public IReadOnlyList<string> MeshGatewayAddresses(ClusterSnapshot snapshot) => [];
}
