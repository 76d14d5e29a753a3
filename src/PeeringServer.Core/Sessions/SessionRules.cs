using PeeringServer.Core.Catalog;
using PeeringServer.Core.GoText;

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

    /// <summary>Why a session cannot live: its node is not registered, or one of the checks is not, or fails. Null where it can.</summary>
    public static string? Fault(Session session, PeerCatalog catalog)
    {
        if (catalog.Find(session.Node) is null)
        {
            return SessionConstants.MissingNode;
        }

        return session.CheckIds.Select(id => catalog.FindCheck(session.Node, id)?.Status switch
        {
            null => SessionConstants.MissingCheck(id),
            CheckStatus.Critical => SessionConstants.CriticalCheck(id),
            _ => null,
        }).FirstOrDefault(static fault => fault is not null);
    }

    private static RefusalException Invalid(string message) => new(RefusalKind.Invalid, message);
}
