using PeeringServer.Core.Catalog;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Streams;
using PeeringServer.Peerstream.Sessions;

namespace PeeringServer.Peerstream;

/// <summary>Ends the stream of a peering that is deleted here, and removes what came through it.</summary>
internal sealed class PeerstreamTeardown(SessionRegistry sessions, StreamTracker streams, ServiceImports imports) : IPeeringTeardown
{
    public bool IsNeeded(Peering peering) => sessions.Find(peering.Id) is not null || imports.Any(peering);

    public async Task TearDownAsync(Peering peering, CancellationToken cancellation)
    {
        if (sessions.Find(peering.Id) is { } session)
        {
            await session.TerminateAsync().WaitAsync(cancellation).ConfigureAwait(false);
        }

        imports.RemoveAll(peering.Id);
        streams.Remove(peering.Id);
    }
}
