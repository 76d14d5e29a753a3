using System.Collections.Concurrent;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>The streams that are up, one at the most for each peering.</summary>
internal sealed class SessionRegistry
{
    private readonly ConcurrentDictionary<string, PeerSession> _sessions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a stream in, or returns false where another is up.</summary>
    public bool TryAdd(PeerSession session) => _sessions.TryAdd(session.Role.PeeringId, session);

    public void Remove(PeerSession session) => _sessions.TryRemove(KeyValuePair.Create(session.Role.PeeringId, session));

    /// <summary>Ends every stream as if its line had broken; those whose peering is still there come back.</summary>
    public void BreakAll()
    {
        foreach (var session in _sessions.Values)
        {
            session.Break();
        }
    }

    public PeerSession? Find(string peeringId) => _sessions.GetValueOrDefault(peeringId);
}
