using PeeringServer.Core.Peerings;
using PeeringServer.Core.Streams;
using PeeringServer.Peerstream.Sessions;

namespace PeeringServer.Peerstream;

/// <summary>Ends the stream of a peering that is deleted here.</summary>
internal sealed class PeerstreamTeardown(SessionRegistry sessions, StreamTracker streams) : IPeeringTeardown
{
    public bool IsNeeded(Peering peering) => sessions.Find(peering.Id) is not null;

    public async Task TearDownAsync(Peering peering, CancellationToken cancellation)
    {
        if (sessions.Find(peering.Id) is { } session)
        {
            await session.TerminateAsync().WaitAsync(cancellation).ConfigureAwait(false);
        }

        streams.Remove(peering.Id);
    }
}
