using PeeringServer.Core.State;

namespace PeeringServer.Core.Sessions;

/// <summary>What readers of sessions wait for.</summary>
internal static class SessionTopics
{
    public static readonly Topic All = new(TopicKind.Sessions);

    /// <summary>One session, whether it exists or not.</summary>
    public static Topic One(string id) => new(TopicKind.Session, id.ToLowerInvariant());

    /// <summary>The sessions of one node.</summary>
    public static Topic OfNode(string node) => new(TopicKind.NodeSessions, node.ToLowerInvariant());

    public static void Touch(StateTransaction transaction, Session session)
    {
        transaction.Touch(All);
        transaction.Touch(One(session.Id));
        transaction.Touch(OfNode(session.Node));
    }
}
