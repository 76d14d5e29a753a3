using PeeringServer.Core.State;

namespace PeeringServer.Core.Catalog;

/// <summary>What readers of the agent wait on.</summary>
internal static class AgentTopics
{
    /// <summary>Any service or check of the agent; no index is told by it.</summary>
    public static readonly Topic All = new(TopicKind.Agent);
}
