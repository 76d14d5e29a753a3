namespace PeeringServer.Core.State;

/// <summary>Parts of the state that readers wait on.</summary>
internal enum TopicKind
{
    Peerings,
    Peering,
    PeeringDeletions,
    CaRoots,
    CatalogNodes,
    CatalogNode,
    CatalogServices,
    CatalogService,
    CatalogConnect,
    CatalogChecks,
    CatalogNodeChecks,
    Coordinates,
    Agent,
    AclPolicies,
    AclTokens,
    Key,
    KeyPrefix,
    Sessions,
    Session,
    NodeSessions,
    ConfigEntries,
    ConfigEntryKind,
    ConfigEntry,
}
