using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Sessions;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Dialer;

/// <summary>Keeps the stream of one peering up from the dialer's side: one attempt after the other until the peering ends.</summary>
internal sealed partial class DialerLoop(Cluster cluster, SessionRegistry sessions, PeerDialer dialer, string peeringId, ILogger logger)
{
    /// <summary>Two peers that come and go must not keep each other busy by what each of them has stored.</summary>
    private static readonly TimeSpan LeastBetweenHurries = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _pause;
    private DateTimeOffset _hurried = DateTimeOffset.MinValue;

    /// <summary>Cuts the wait between two attempts short, and starts the series of waits anew.</summary>
    public void Hurry()
    {
        lock (_gate)
        {
            var now = cluster.Clock.GetUtcNow();
            if (_pause is { } pause && now - _hurried >= LeastBetweenHurries)
            {
                _hurried = now;
                pause.Cancel();
            }
        }
    }

    /// <summary>Runs until the peering is deleted or ended, or the cluster stops.</summary>
    public async Task RunAsync(TimeSpan delay, CancellationToken stopping)
    {
        var attempts = 0;
        var failures = 0;
        await Task.Delay(delay, cluster.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stopping.IsCancellationRequested && Current() is { } peering)
        {
            var status = await AttemptAsync(peering, attempts++, stopping).ConfigureAwait(false);
            if (status is null)
            {
                return;
            }

            var wait = RetryDelay.After(++failures, status.Code);
            Log.Broken(logger, peering.Name, peeringId, status.ToString(), wait.TotalSeconds);
            if (!await PauseAsync(wait, stopping).ConfigureAwait(false))
            {
                failures = 0;
            }
        }
    }

    private Peering? Current() => cluster.State.Current.Peerings.FindById(peeringId) is { IsLive: true, IsDialer: true } peering ? peering : null;

    /// <summary>Returns false where the wait was cut short.</summary>
    private async Task<bool> PauseAsync(TimeSpan wait, CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Hold(pause);
        await Task.Delay(wait, cluster.Clock, pause.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Hold(null);
        return !pause.IsCancellationRequested;
    }

    private void Hold(CancellationTokenSource? pause)
    {
        lock (_gate)
        {
            _pause = pause;
        }
    }

    /// <summary>One connection and the stream on it.</summary>
    /// <returns>What ended it, or null where the peering ended with it.</returns>
    private async Task<GrpcStatus?> AttemptAsync(Peering peering, int attempt, CancellationToken stopping)
    {
        try
        {
            var addresses = peering.DialedAddresses;
            if (addresses.IsEmpty)
            {
                throw new GrpcException(GrpcStatusCode.Unavailable, "no known addresses");
            }

            var target = new DialTarget(addresses[attempt % addresses.Length], peering.PeerServerName.Length == 0 ? null : peering.PeerServerName, peering.PeerCaPems);
            await using var connection = await dialer.ConnectAsync(target, stopping).ConfigureAwait(false);
            await using var stream = await connection
                .OpenAsync<ReplicationMessage, ReplicationMessage>(PeerstreamConstants.StreamResourcesPath, ReplicationMessage.Parser, stopping)
                .ConfigureAwait(false);
            return await StreamAsync(peering, stream, stopping).ConfigureAwait(false);
        }
        catch (GrpcException fault)
        {
            var now = cluster.Clock.GetUtcNow();
            cluster.Streams.Update(peeringId, status => status with { LastSendError = now, LastSendErrorText = fault.Message });
            return fault.Status;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<GrpcStatus?> StreamAsync(Peering peering, GrpcClientStream<ReplicationMessage, ReplicationMessage> stream, CancellationToken stopping)
    {
        var session = new PeerSession(cluster, new SessionRole(peeringId, peering.PeerId, IsDialer: true), stream, stream.Complete);
        if (Current() is null || !sessions.TryAdd(session))
        {
            return null;
        }

        cluster.Streams.Update(peeringId, static status => status with { Connected = true, DisconnectError = "", DisconnectedAt = null });
        Log.Opened(logger, peering.Name, peeringId);
        try
        {
            var end = await session.RunAsync(Greeting(peering), stopping).ConfigureAwait(false);
            StreamEnds.Track(cluster, peeringId, "", isDialer: true);
            Log.Ended(logger, peering.Name, peeringId, end);
            return null;
        }
        catch (GrpcException fault)
        {
            StreamEnds.Track(cluster, peeringId, fault.Message, isDialer: true);
            return fault.Status;
        }
        finally
        {
            sessions.Remove(session);
        }
    }

    /// <summary>The opening and the subscriptions go out without waiting for anything.</summary>
    private IEnumerable<ReplicationMessage> Greeting(Peering peering) => Subscriptions.OfDialer(peering.PeerId).Prepend(new ReplicationMessage
    {
        Open = new()
        {
            PeerID = peering.PeerId,
            StreamSecretID = cluster.State.Current.Peerings.SecretsOf(peeringId).ActiveStream,
            Remote = RemoteInfoCodec.Encode(cluster.Options.Datacenter, cluster.Options.Locality),
        },
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "stream of peering {Name} ({Id}) is up")]
        public static partial void Opened(ILogger logger, string name, string id);

        [LoggerMessage(2, LogLevel.Information, "stream of peering {Name} ({Id}) is over: {End}")]
        public static partial void Ended(ILogger logger, string name, string id, SessionEnd end);

        [LoggerMessage(3, LogLevel.Warning, "no stream of peering {Name} ({Id}): {Reason}; next attempt in {Seconds} s")]
        public static partial void Broken(ILogger logger, string name, string id, string reason, double seconds);
    }
}
