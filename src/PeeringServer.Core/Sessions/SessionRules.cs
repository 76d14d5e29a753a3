using PeeringServer.Core.GoText;
using PeeringServer.Core.State;

namespace PeeringServer.Core.Sessions;

/// <summary>What a session must be to be taken.</summary>
internal static class SessionRules
{
    /// <exception cref="RefusalException">No such behavior.</exception>
    public static SessionBehavior Behavior(string text) => text switch
    {
        "" or SessionConstants.Release => SessionBehavior.Release,
        SessionConstants.Delete => SessionBehavior.Delete,
        _ => throw Invalid(SessionConstants.InvalidBehavior(text)),
    };

    /// <summary>Reads a time to live; zero for one that is empty or says zero.</summary>
    /// <exception cref="RefusalException">It is no duration, or too short or too long.</exception>
    public static TimeSpan TimeToLive(string text, TimeSpan least)
    {
        if (text.Length == 0)
        {
            return TimeSpan.Zero;
        }

        if (!GoDuration.TryParse(text, out var nanoseconds, out var fault))
        {
            throw Invalid(SessionConstants.UnreadableTtl(text, fault));
        }

        var (shortest, longest) = (GoDuration.FromTimeSpan(least), GoDuration.FromTimeSpan(SessionConstants.MaxTtl));
        if (nanoseconds != 0 && (nanoseconds < shortest || nanoseconds > longest))
        {
            throw Invalid(SessionConstants.InvalidTtl(nanoseconds, GoDuration.Format(shortest), GoDuration.Format(longest)));
        }

        return GoDuration.ToTimeSpan(nanoseconds);
    }

    /// <exception cref="RefusalException">The node is not registered, or one of the checks is not, or fails.</exception>
    public static void RequireChecks(Session session, ICatalogView catalog, ClusterSnapshot snapshot)
    {
        if (!catalog.HasNode(snapshot, session.Node))
        {
            throw Invalid(SessionConstants.MissingNode);
        }

        foreach (var id in session.CheckIds)
        {
            switch (catalog.CheckStatus(snapshot, session.Node, id))
            {
                case null:
                    throw Invalid(SessionConstants.MissingCheck(id));
                case SessionConstants.Critical:
                    throw Invalid(SessionConstants.CriticalCheck(id));
                default:
                    break;
            }
        }
    }

    private static RefusalException Invalid(string message) => new(RefusalKind.Invalid, message);
}
