namespace PeeringServer.Core.State;

/// <summary>Parts of the state that readers wait on.</summary>
internal enum TopicKind
{
    Peerings,
    Peering,
    CaRoots,
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
