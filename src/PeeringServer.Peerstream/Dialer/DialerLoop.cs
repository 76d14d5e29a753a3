using Microsoft.Extensions.Logging;
using PeeringServer.Core;
using PeeringServer.Core.Peerings;
using PeeringServer.Core.Streams;
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
    private string _secret = "";
    private bool _isOutdated;
    private bool _isUp;
    private ulong _indexWhenLost;

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first attempt has failed, or the first resources have crossed on its stream.</summary>
    public Task Tried => _tried.Task;

    /// <summary>Whether no attempt will follow.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Called when something was written: where no stream is up, a new series begins, and at once if the last one did not
    /// just so. What was written while one was up does not count, however late it is heard of.
    /// </summary>
    public void Hurry()
    {
        lock (_gate)
        {
            if (_isUp || (cluster.State.Current.Peerings.Index <= _indexWhenLost && Secret() == _secret))
            {
                return;
            }

            _isOutdated = true;
            var now = cluster.Clock.GetUtcNow();
            if (_pause is { } pause && (now - _hurried >= LeastBetweenHurries || Secret() != _secret))
            {
                _hurried = now;
                pause.Cancel();
            }
        }
    }

    /// <summary>Runs until the peering is deleted or ended, or the cluster stops.</summary>
    public async Task RunAsync(TimeSpan delay, Action ended, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, cluster.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await DialAsync(stopping).ConfigureAwait(false);
        }
        finally
        {
            // Whoever was written to while the last call came to its end found this loop still running, and is to look again.
            IsOver = true;
            _tried.TrySetResult();
            ended();
        }
    }

    private async Task DialAsync(CancellationToken stopping)
    {
        var series = new DialerSeries();
        while (!stopping.IsCancellationRequested && Current() is { } peering)
        {
            series = Renew(series);
            series.Begin(peering, _secret);
            var status = await AttemptAsync(peering, series, stopping).ConfigureAwait(false);
            if (status is null)
            {
                return;
            }

            var wait = series.Fail(status.Code);
            Log.Broken(logger, peering.Name, peeringId, status.ToString(), wait.TotalSeconds);
            await PauseAsync(wait, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The same series, or a new one where something was written that it does not know of.</summary>
    private DialerSeries Renew(DialerSeries series)
    {
        lock (_gate)
        {
            if (_secret.Length > 0 && !_isOutdated)
            {
                return series;
            }

            _isOutdated = false;
            _secret = Secret();
            return new DialerSeries();
        }
    }

    private string Secret() => cluster.State.Current.Peerings.SecretsOf(peeringId).ActiveStream;

    private Peering? Current() => cluster.State.Current.Peerings.FindById(peeringId) is { IsLive: true, IsDialer: true } peering ? peering : null;

    private async Task PauseAsync(TimeSpan wait, CancellationToken stopping)
    {
        _tried.TrySetResult();
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        lock (_gate)
        {
            // Another secret, come while the attempt with the old one failed, makes waiting pointless.
            if (_isOutdated && Secret() != _secret)
            {
                return;
            }

            _pause = pause;
        }

        await Task.Delay(wait, cluster.Clock, pause.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _pause = null;
        }
    }

    private void MarkUp(bool isUp)
    {
        lock (_gate)
        {
            _isUp = isUp;
            _indexWhenLost = cluster.State.Current.Peerings.Index;
        }
    }

    /// <summary>One connection and the stream on it.</summary>
    /// <returns>What ended it, or null where the peering ended with it.</returns>
    private async Task<GrpcStatus?> AttemptAsync(Peering peering, DialerSeries series, CancellationToken stopping)
    {
        try
        {
            // From its first attempt on a dialer tells when it last sent and received, though that is never yet.
            Note(static status => status);
            var address = series.Next(peering.DialedAddresses) ?? throw new GrpcException(GrpcStatusCode.Unavailable, PeerstreamTexts.NoAddresses);

            // Without a name the token was for a plaintext port; authorities that came over the stream since do not make it another.
            var target = peering.PeerServerName.Length == 0 ? new DialTarget(address, null, []) : new DialTarget(address, peering.PeerServerName, series.CaPems);
            await using var connection = await dialer.ConnectAsync(target, stopping).ConfigureAwait(false);
            await using var stream = await connection
                .OpenAsync<ReplicationMessage, ReplicationMessage>(PeerstreamConstants.StreamResourcesPath, ReplicationMessage.Parser, stopping)
                .ConfigureAwait(false);
            return await StreamAsync(peering, series.Secret, stream, stopping).ConfigureAwait(false);
        }
        catch (GrpcException fault)
        {
            NoteFailure(fault.Message);
            return fault.Status;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            // Nothing may end the series without a word.
            Log.Unexpected(logger, fault, peering.Name, peeringId);
            NoteFailure(fault.Message);
            return new GrpcStatus(GrpcStatusCode.Unknown, fault.Message);
        }
    }

    private void NoteFailure(string text)
    {
        var now = cluster.Clock.GetUtcNow();
        Note(status => status with { LastSendError = now, LastSendErrorText = text });
    }

    private void Note(Func<StreamStatus, StreamStatus> change)
    {
        if (Current() is null)
        {
            // The record of a deleted peering must not come back.
            cluster.Streams.UpdateKnown(peeringId, change);
        }
        else
        {
            cluster.Streams.Update(peeringId, change);
        }
    }

    private async Task<GrpcStatus?> StreamAsync(Peering peering, string secret, GrpcClientStream<ReplicationMessage, ReplicationMessage> stream, CancellationToken stopping)
    {
        var session = new PeerSession(cluster, new SessionRole(peeringId, peering.PeerId, IsDialer: true), stream, stream.Complete, Greeting(peering, secret));
        if (!sessions.TryAdd(session))
        {
            return null;
        }

        if (Current() is null)
        {
            // Deleted before the stream was there to be ended with it.
            sessions.Remove(session);
            session.Abandon();
            return null;
        }

        MarkUp(true);
        Log.Opened(logger, peering.Name, peeringId);
        cluster.Streams.Update(peeringId, static status => status with { Connected = true, DisconnectError = "", DisconnectedAt = null });
        try
        {
            var end = await RunAsync(session, stopping).ConfigureAwait(false);
            StreamEnds.Track(cluster, session, "");
            Log.Ended(logger, peering.Name, peeringId, end);
            return null;
        }
        catch (GrpcException fault)
        {
            StreamEnds.Track(cluster, session, fault.Message);
            return fault.Status;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Told below; the peering must not count as active any more.
            StreamEnds.Track(cluster, session, fault.Message);
            throw;
        }
        finally
        {
            MarkUp(false);
            sessions.Remove(session);
        }
    }

    private async Task<SessionEnd> RunAsync(PeerSession session, CancellationToken stopping)
    {
        var run = session.RunAsync(stopping);
        await Task.WhenAny(run, session.Exchanged).ConfigureAwait(false);
        _tried.TrySetResult();
        return await run.ConfigureAwait(false);
    }

    /// <summary>The opening and the subscriptions go out without waiting for anything.</summary>
    private IEnumerable<ReplicationMessage> Greeting(Peering peering, string secret) => Subscriptions.OfDialer(peering.PeerId).Prepend(new ReplicationMessage
    {
        Open = new()
        {
            PeerID = peering.PeerId,
            StreamSecretID = secret,
            Remote = RemoteInfoCodec.Encode(cluster.Options.Datacenter, cluster.Options.Locality),
        },
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "stream of peering {Name} ({Id}) is up")]
        public static partial void Opened(ILogger logger, string name, string id);

        [LoggerMessage(2, LogLevel.Information, "stream of peering {Name} ({Id}) is over: {End}")]
        public static partial void Ended(ILogger logger, string name, string id, SessionEnd end);

        [LoggerMessage(4, LogLevel.Error, "stream of peering {Name} ({Id}) failed")]
        public static partial void Unexpected(ILogger logger, Exception fault, string name, string id);

        [LoggerMessage(3, LogLevel.Warning, "no stream of peering {Name} ({Id}): {Reason}; next attempt in {Seconds} s")]
        public static partial void Broken(ILogger logger, string name, string id, string reason, double seconds);
    }
}
