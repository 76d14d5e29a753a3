using System.Collections.Concurrent;

namespace PeeringServer.Core.Sessions;

/// <summary>When sessions end that are not renewed. No part of the state: a renewal changes nothing that anybody reads.</summary>
internal sealed class SessionDeadlines(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <summary>Counts a session's time from now on.</summary>
    public void Restart(Session session)
    {
        if (session.TimeToLive > TimeSpan.Zero)
        {
            _due[session.Id] = DueOf(session);
        }
    }

    /// <summary>Drops a session that has ended.</summary>
    public void Forget(Session session) => _due.TryRemove(session.Id, out _);

    /// <summary>Counts the time of sessions nobody has counted yet, as after a restart, and drops those that are gone.</summary>
    public void Cover(SessionTable sessions)
    {
        foreach (var session in sessions.ById.Values.Where(static session => session.TimeToLive > TimeSpan.Zero))
        {
            _due.TryAdd(session.Id, DueOf(session));
        }

        foreach (var id in _due.Keys.Where(id => !sessions.ById.ContainsKey(id)))
        {
            _due.TryRemove(id, out _);
        }
    }

    public bool IsOverdue(string id) => _due.TryGetValue(id, out var due) && due <= clock.GetUtcNow();

    public IReadOnlyList<string> Overdue() => [.. _due.Where(entry => entry.Value <= clock.GetUtcNow()).Select(static entry => entry.Key)];

    /// <summary>How long until the next session ends, to the millisecond above; without end where none does.</summary>
    public TimeSpan UntilNext()
    {
        var next = _due.Values.DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return next == DateTimeOffset.MaxValue
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (next - clock.GetUtcNow()).TotalMilliseconds)));
    }

    private DateTimeOffset DueOf(Session session) => clock.GetUtcNow() + (session.TimeToLive * SessionConstants.TtlMultiplier);
}
