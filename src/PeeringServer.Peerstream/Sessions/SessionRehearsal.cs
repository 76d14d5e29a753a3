using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PeeringServer.Core;
using PeeringServer.Core.Acl;
using PeeringServer.Core.Catalog;
using PeeringServer.Core.ConfigEntries;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>
/// A stream between two clusters that exist for it alone. Running it once has the code of a stream compiled before the
/// first peer's is opened: in a new process that takes longer than everything a peer is sent then.
/// </summary>
internal static class SessionRehearsal
{
    private const string PeerName = "peer";

    /// <summary>Runs until each side has what the other exports.</summary>
    /// <exception cref="GrpcException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task RunAsync(TimeProvider clock, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var acceptor = NewCluster(clock);
        using var dialer = NewCluster(clock);
        Pipe up = new(), down = new();
        var accepting = new PeerSession(acceptor, Role(acceptor, isDialer: false), new PipedStream(up.Reader, down.Writer), static () => { }, Subscriptions.OfAcceptor());
        var dialing = new PeerSession(dialer, Role(dialer, isDialer: true), new PipedStream(down.Reader, up.Writer), static () => { }, Subscriptions.OfDialer(PeerName));
        Task[] runs = [accepting.RunAsync(over.Token), dialing.RunAsync(over.Token)];
        try
        {
            var done = Task.WhenAll(accepting.Exchanged, dialing.Exchanged, ImportedAsync(acceptor), ImportedAsync(dialer));
            await (await Task.WhenAny([done, .. runs]).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Cluster NewCluster(TimeProvider clock) => new(new ClusterOptions(), clock, NullLoggerFactory.Instance);

    /// <summary>Puts a side's peering in, and a service that is exported through it.</summary>
    private static SessionRole Role(Cluster cluster, bool isDialer)
    {
        var peering = cluster.Peerings.Put(new Peering { Id = Guid.NewGuid().ToString(), Name = PeerName, PeerId = isDialer ? PeerName : "" });
        cluster.Streams.Update(peering.Id, static status => status with { Connected = true });
        cluster.Catalog.Register(
            new CatalogRegistration(new CatalogNode { Name = PeerName, Address = PeerName })
            {
                Service = new CatalogService { Node = PeerName, Id = PeerName, Name = PeerName },
            },
            AllowAllAuthorizer.Instance);
        cluster.ConfigEntries.Put(
            new ConfigEntry(ConfigEntryKinds.ExportedServices, ConfigEntryKinds.ExportedServicesName)
            {
                Body = JsonSerializer.SerializeToElement(new { Services = new[] { new { Name = PeerName, Consumers = new[] { new { Peer = PeerName } } } } }),
            },
            index: null,
            AllowAllAuthorizer.Instance);
        return new SessionRole(peering.Id, peering.PeerId, isDialer);
    }

    private static async Task ImportedAsync(Cluster cluster)
    {
        while (true)
        {
            var change = cluster.Streams.NextChange();
            if (cluster.Streams.Find(cluster.State.Current.Peerings.ByName[PeerName].Id) is { ImportedServices.Length: > 0 })
            {
                return;
            }

            await change.ConfigureAwait(false);
        }
    }

    private sealed class PipedStream(PipeReader reader, PipeWriter writer) : IGrpcStream<ReplicationMessage, ReplicationMessage>
    {
        private readonly FrameReader<ReplicationMessage> _reader = new(reader, ReplicationMessage.Parser, FrameReaderOptions.Client);

        public ValueTask<ReplicationMessage?> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

        public async ValueTask WriteAsync(ReplicationMessage message, CancellationToken cancellationToken) =>
            await writer.WriteAsync(FrameCodec.Encode(message), cancellationToken).ConfigureAwait(false);
    }
}
