namespace PeeringServer.Core.State;

/// <summary>Parts of the state that readers wait on.</summary>
internal enum TopicKind
{
    Peerings,
    Peering,
    CaRoots,
    Key,
    KeyPrefix,
    Sessions,
    Session,
    NodeSessions,
    ConfigEntries,
    ConfigEntryKind,
    ConfigEntry,
}
