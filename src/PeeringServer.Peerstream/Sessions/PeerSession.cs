using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>
/// One accepted stream, at either end: one loop reads, one writes, everybody else enqueues. Subscriptions, resources,
/// acknowledgements, heartbeats, and the end of the peering.
/// </summary>
internal sealed class PeerSession
{
    private readonly Cluster _cluster;
    private readonly IGrpcStream<ReplicationMessage, ReplicationMessage> _stream;
    private readonly Action _halfClose;
    private readonly SessionWriter _writer;
    private readonly ResourcePublisher _publisher;
    private readonly ResourceReceiver _resources;
    private readonly SubscriptionReceiver _subscriptions;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exchanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _hasReceived;
    private bool _isAnswered;
    private CancellationTokenSource? _patience;
    private KeepAlive? _heartbeats;
    private CancellationTokenSource? _quiet;
    private Exception? _fault;
    private volatile bool _isTerminating;

    /// <param name="cluster">Whose stream.</param>
    /// <param name="role">Which end of which peering's.</param>
    /// <param name="stream">The call, open.</param>
    /// <param name="halfClose">Says that nothing more will be sent.</param>
    /// <param name="greeting">What goes out before anything else, also before the end of a peering that is deleted at once.</param>
    public PeerSession(
        Cluster cluster, SessionRole role, IGrpcStream<ReplicationMessage, ReplicationMessage> stream, Action halfClose, IEnumerable<ReplicationMessage> greeting)
    {
        _cluster = cluster;
        _stream = stream;
        _halfClose = halfClose;
        _writer = new SessionWriter(cluster, role, stream, halfClose);
        _publisher = new ResourcePublisher(cluster, role, _writer.PublishAsync);
        _resources = new ResourceReceiver(cluster, role);
        _subscriptions = new SubscriptionReceiver(cluster, role, _publisher);
        Role = role;
        _writer.Greet(greeting);
    }

    public SessionRole Role { get; }

    /// <summary>Whether the last thing that was to be received did not come. False where this side ended the stream, for a message it refused or for silence: the last error of receiving stays then.</summary>
    public bool FailedToReceive { get; private set; }

    /// <summary>Completes when a resource has come, and one that went was answered.</summary>
    public Task Exchanged => _exchanged.Task;

    /// <summary>Runs the stream to its end.</summary>
    /// <exception cref="GrpcException">It ended otherwise than by the end of the peering.</exception>
    /// <exception cref="OperationCanceledException">The cluster stops.</exception>
    public async Task<SessionEnd> RunAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _cluster.Clock);
        using var heartbeats = new KeepAlive(KeepAliveTimes.Heartbeat, _cluster.Clock, TimeProvider.System, static () => { }, Break);
        heartbeats.Hear();
        lock (_gate)
        {
            (_patience, _heartbeats, _quiet) = (patience, heartbeats, quiet);
            if (_isTerminating)
            {
                // Deleted between the registration of this session and now.
                patience.CancelAfter(PeerstreamConstants.DrainTimeout);
            }
        }

        Task[] work =
        [
            GuardAsync(_writer.WriteAsync(quiet.Token, over.Token), over),
            GuardAsync(_writer.WriteAcknowledgementsAsync(quiet.Token), over),
            GuardAsync(BeatAsync(quiet.Token), over),
            GuardAsync(_publisher.RunAsync(quiet.Token), over),
        ];
        try
        {
            return await ReadAsync(over.Token, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_fault is { } fault)
        {
            throw new GrpcException(GrpcStatusCode.Internal, fault.Message, fault);
        }
        finally
        {
            lock (_gate)
            {
                (_patience, _heartbeats, _quiet) = (null, null, null);
            }

            await over.CancelAsync().ConfigureAwait(false);
            _writer.Close();
            await Task.WhenAll(work).ConfigureAwait(false);
            _ended.TrySetResult();
        }
    }

    /// <summary>The session is not run after all: whoever found it to end it must not wait for that.</summary>
    public void Abandon() => _ended.TrySetResult();

    /// <summary>Tells the other side that this one deletes its peering. Returns when that is on its way, or the stream is over.</summary>
    public async Task TerminateAsync()
    {
        lock (_gate)
        {
            _isTerminating = true;

            // One who does not read must not hold it up. The other side's end of the call is waited for, but not for long: a real one often leaves it open.
            _patience?.CancelAfter(PeerstreamConstants.DrainTimeout);
        }

        await Task.WhenAny(_publisher.WithdrawAsync(), _ended.Task).ConfigureAwait(false);
        await _cluster.State.WhenDurableAsync(wasRefusing: false, CancellationToken.None).ConfigureAwait(false);
        if (_writer.Terminate() is { } written)
        {
            await Task.WhenAny(written, _ended.Task).ConfigureAwait(false);
        }
    }

    /// <summary>What only one of the workers knows of ends the whole session, and is told as its end.</summary>
    private async Task GuardAsync(Task work, CancellationTokenSource over)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
        catch (Exception fault)
        {
            _fault = fault;
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the stream as if the other side were not heard of any more.</summary>
    public void Break()
    {
        lock (_gate)
        {
            _patience?.Cancel();
        }
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PeerstreamConstants.HeartbeatInterval, _cluster.Clock);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            if (!_isTerminating)
            {
                _writer.Beat();
            }
        }
    }

    private async Task<SessionEnd> ReadAsync(CancellationToken cancellation, CancellationToken patience)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience);
        while (true)
        {
            ReplicationMessage? message;
            try
            {
                message = await ReceiveAsync(either.Token).ConfigureAwait(false);
                if (message is { Terminated: null } && !_isTerminating)
                {
                    Handle(message);
                    continue;
                }
            }
            catch (Exception fault) when (_isTerminating && fault is GrpcException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                return SessionEnd.TerminatedHere;
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                FailedToReceive = false;
                throw new GrpcException(GrpcStatusCode.Unknown, PeerstreamTexts.HeartbeatTimeout);
            }

            if (message is null)
            {
                return _isTerminating ? SessionEnd.TerminatedHere : throw new GrpcException(GrpcStatusCode.Unknown, PeerstreamTexts.EndedUnexpectedly);
            }

            if (_isTerminating)
            {
                continue;
            }

            await EndAsync(cancellation).ConfigureAwait(false);
            return SessionEnd.TerminatedByPeer;
        }
    }

    private async ValueTask<ReplicationMessage?> ReceiveAsync(CancellationToken cancellation)
    {
        FailedToReceive = true;
        var message = await _stream.ReadAsync(cancellation).ConfigureAwait(false);
        FailedToReceive = message is null;
        return message;
    }

    /// <summary>The other side deleted its peering: ours stays, ended, and the call is brought to its end in order.</summary>
    private async Task EndAsync(CancellationToken cancellation)
    {
        // Nothing more is told to the other side, whatever changes here; and what was told stands as it is.
        await _quiet!.CancelAsync().ConfigureAwait(false);
        _writer.Close();
        _cluster.Peerings.Terminate(Role.PeeringId);
        _cluster.Imports.RemoveAll(Role.PeeringId);

        // Before the other side ends the call, which a real one may never do: a stream that counts as up would hide the state.
        StreamEnds.Track(_cluster, this, "");
        _halfClose();
        using var limit = new CancellationTokenSource(PeerstreamConstants.DrainTimeout, _cluster.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            while (await _stream.ReadAsync(either.Token).ConfigureAwait(false) is not null)
            {
                // Whatever still comes is about a peering that is no more.
            }
        }
        catch (Exception fault) when (fault is GrpcException or OperationCanceledException)
        {
            // However the call ends, the peering has ended in order.
        }
    }

    private void NoteExchange()
    {
        if (_hasReceived && _isAnswered)
        {
            _exchanged.TrySetResult();
        }
    }

    private void Handle(ReplicationMessage message)
    {
        switch (message.PayloadCase)
        {
            case ReplicationMessage.PayloadOneofCase.Request:
                _isAnswered |= _subscriptions.Receive(message.Request);
                NoteExchange();
                return;
            case ReplicationMessage.PayloadOneofCase.Response:
                _writer.Acknowledge(_resources.Receive(message.Response));
                _hasReceived = true;
                NoteExchange();
                return;
            case ReplicationMessage.PayloadOneofCase.Heartbeat:
                _heartbeats?.Hear();
                var now = _cluster.Clock.GetUtcNow();
                _cluster.Streams.UpdateKnown(Role.PeeringId, status => status with { LastHeartbeat = now });
                return;
            default:
                // A second open, or nothing at all: passed over, as by a real server.
                return;
        }
    }
}
