namespace PeeringServer.Core.State;

/// <summary>What other parts of the state ask of the catalog.</summary>
internal interface ICatalogView
{
    /// <summary>Whether a node is registered, in whatever case its name is written.</summary>
    bool HasNode(ClusterSnapshot snapshot, string node);

    /// <summary>Status of a node's check, such as <c>passing</c> or <c>critical</c>; null where there is no such check.</summary>
    string? CheckStatus(ClusterSnapshot snapshot, string node, string checkId);

    /// <summary>Names of the registered services, other than the server's own and those of proxies and gateways.</summary>
    IEnumerable<string> ServiceNames(ClusterSnapshot snapshot);

    /// <summary>Where the mesh gateways can be reached from elsewhere, as host and port.</summary>
    IReadOnlyList<string> MeshGatewayAddresses(ClusterSnapshot snapshot);
}
