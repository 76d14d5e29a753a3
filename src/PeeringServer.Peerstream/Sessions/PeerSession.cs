using System.Threading.Channels;
using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>
/// One accepted stream, at either end: one loop reads, one writes, everybody else enqueues. Subscriptions, resources,
/// acknowledgements, heartbeats, and the end of the peering.
/// </summary>
internal sealed class PeerSession
{
    /// <summary>Far more than ever waits: the one who fills it is held up by the other side's reading, and that is meant.</summary>
    private const int OutgoingCapacity = 256;

    private readonly Channel<OutgoingMessage> _outgoing = Channel.CreateBounded<OutgoingMessage>(new BoundedChannelOptions(OutgoingCapacity) { SingleReader = true });
    private readonly Channel<ReplicationMessage> _acknowledgements = Channel.CreateBounded<ReplicationMessage>(new BoundedChannelOptions(OutgoingCapacity) { SingleReader = true });
    private readonly Cluster _cluster;
    private readonly IGrpcStream<ReplicationMessage, ReplicationMessage> _stream;
    private readonly Action _halfClose;
    private readonly ResourceReceiver _receiver;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private ResourcePublisher? _publisher;
    private CancellationTokenSource? _patience;
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
        _receiver = new ResourceReceiver(cluster, role);
        Role = role;
        foreach (var message in greeting)
        {
            _outgoing.Writer.TryWrite(new OutgoingMessage(message));
        }
    }

    public SessionRole Role { get; }

    /// <summary>Runs the stream to its end.</summary>
    /// <exception cref="GrpcException">It ended otherwise than by the end of the peering.</exception>
    /// <exception cref="OperationCanceledException">The cluster stops.</exception>
    public async Task<SessionEnd> RunAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var patience = new CancellationTokenSource(PeerstreamConstants.HeartbeatTimeout, _cluster.Clock);
        lock (_gate)
        {
            _patience = patience;
        }

        _publisher = new ResourcePublisher(_cluster, Role, message => SendAsync(message, CancellationToken.None));
        Task[] work = [GuardAsync(WriteAsync(over.Token), over), GuardAsync(BeatAsync(over.Token), over), GuardAsync(_publisher.RunAsync(over.Token), over), GuardAsync(AcknowledgeAsync(over.Token), over)];
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
                _patience = null;
            }

            await over.CancelAsync().ConfigureAwait(false);
            _outgoing.Writer.TryComplete();
            await Task.WhenAll(work).ConfigureAwait(false);
            _ended.TrySetResult();
        }
    }

    /// <summary>Tells the other side that this one deletes its peering. Returns when that is on its way, or the stream is over.</summary>
    public async Task TerminateAsync()
    {
        lock (_gate)
        {
            // A heartbeat that is handled just now must not grant its two minutes after the end was announced.
            _isTerminating = true;

            // Nor may one who does not read hold it up. The other side's end of the call is waited for, but not for long: a real one often leaves it open.
            _patience?.CancelAfter(PeerstreamConstants.DrainTimeout);
        }

        if (_publisher is { } publisher)
        {
            await Task.WhenAny(publisher.WithdrawAsync(), _ended.Task).ConfigureAwait(false);
        }

        await _cluster.State.WhenDurableAsync(wasRefusing: false, CancellationToken.None).ConfigureAwait(false);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_outgoing.Writer.TryWrite(new OutgoingMessage(new ReplicationMessage { Terminated = new() }, written)))
        {
            _outgoing.Writer.TryComplete();
            await Task.WhenAny(written.Task, _ended.Task).ConfigureAwait(false);
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

    /// <summary>The reading side waits here when the other side does not read; it must not wait past the end of its patience.</summary>
    private async ValueTask SendAsync(ReplicationMessage message, CancellationToken cancellation)
    {
        try
        {
            await _outgoing.Writer.WriteAsync(new OutgoingMessage(message), cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The stream is over; the reading side says why.
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var (message, written) in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await _stream.WriteAsync(message, cancellation).ConfigureAwait(false);
                Track(message);
                if (message.Terminated is not null && Role.IsDialer)
                {
                    _halfClose();
                }

                written?.TrySetResult();
            }
        }
        catch (GrpcException fault)
        {
            var now = _cluster.Clock.GetUtcNow();
            _cluster.Streams.Update(Role.PeeringId, status => status with { LastSendError = now, LastSendErrorText = fault.Message });
            _outgoing.Writer.TryComplete();
        }
    }

    /// <summary>What is acknowledged must not be lost with this process, as nobody would send it again. Nothing else waits for the disk.</summary>
    private async Task AcknowledgeAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var answer in _acknowledgements.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await _cluster.State.WhenDurableAsync(wasRefusing: false, cancellation).ConfigureAwait(false);
                await SendAsync(answer, cancellation).ConfigureAwait(false);
            }
        }
        catch (RefusalException)
        {
            // It is not kept, and so not acknowledged: the next stream brings it again.
        }
    }

    private void Track(ReplicationMessage message)
    {
        if (message.Response is not null)
        {
            var now = _cluster.Clock.GetUtcNow();
            _cluster.Streams.Update(Role.PeeringId, status => status with { LastSendSuccess = now });
        }
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PeerstreamConstants.HeartbeatInterval, _cluster.Clock);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            if (!_isTerminating)
            {
                await SendAsync(new ReplicationMessage { Heartbeat = new() }, cancellation).ConfigureAwait(false);
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
                message = await _stream.ReadAsync(either.Token).ConfigureAwait(false);
                if (message is { Terminated: null } && !_isTerminating)
                {
                    await HandleAsync(message, either.Token).ConfigureAwait(false);
                    continue;
                }
            }
            catch (Exception fault) when (_isTerminating && fault is GrpcException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                return SessionEnd.TerminatedHere;
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
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

    /// <summary>The other side deleted its peering: ours stays, ended, and the call is brought to its end in order.</summary>
    private async Task EndAsync(CancellationToken cancellation)
    {
        _cluster.Peerings.Terminate(Role.PeeringId);
        _cluster.Imports.RemoveAll(Role.PeeringId);

        // Before the other side ends the call, which a real one may never do: a stream that counts as up would hide the state.
        StreamEnds.Track(_cluster, Role.PeeringId, "", Role.IsDialer);
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

    private void KeepUp()
    {
        lock (_gate)
        {
            if (!_isTerminating)
            {
                _patience?.CancelAfter(PeerstreamConstants.HeartbeatTimeout);
            }
        }
    }

    private ValueTask HandleAsync(ReplicationMessage message, CancellationToken cancellation)
    {
        switch (message.PayloadCase)
        {
            case ReplicationMessage.PayloadOneofCase.Request:
                HandleRequest(message.Request);
                return ValueTask.CompletedTask;
            case ReplicationMessage.PayloadOneofCase.Response:
                return HandleResponseAsync(message.Response, cancellation);
            case ReplicationMessage.PayloadOneofCase.Heartbeat:
                KeepUp();
                var now = _cluster.Clock.GetUtcNow();
                _cluster.Streams.Update(Role.PeeringId, status => status with { LastHeartbeat = now });
                return ValueTask.CompletedTask;
            default:
                // A second open, or nothing at all: passed over, as by a real server.
                return ValueTask.CompletedTask;
        }
    }

    private void HandleRequest(ReplicationMessage.Types.Request request)
    {
        if (!PeerstreamConstants.IsKnown(request.ResourceURL))
        {
            throw Invalid(PeerstreamTexts.UnknownUrl(request.ResourceURL));
        }

        if (_publisher!.IsSubscribed(request.ResourceURL))
        {
            Acknowledge(request);
            return;
        }

        if (request.ResponseNonce.Length > 0)
        {
            throw Invalid(PeerstreamTexts.NonceTooSoon);
        }

        if (request.Error is not null)
        {
            throw Invalid(PeerstreamTexts.ErrorTooSoon);
        }

        if (Role.IsDialer && request.PeerID.Length > 0 && request.PeerID != Role.RemoteId)
        {
            throw Invalid(PeerstreamTexts.InconsistentPeerId(request.PeerID, Role.RemoteId));
        }

        _publisher.Subscribe(request.ResourceURL);
    }

    private void Acknowledge(ReplicationMessage.Types.Request request)
    {
        _publisher!.Answered(request.ResponseNonce);
        var now = _cluster.Clock.GetUtcNow();
        _cluster.Streams.Update(Role.PeeringId, status => request.Error is { } error
            ? status with { LastNack = now, LastNackText = $"client peer was unable to apply resource: {error.Message}" }
            : status with { LastAck = now });
    }

    private ValueTask HandleResponseAsync(ReplicationMessage.Types.Response response, CancellationToken cancellation)
    {
        var verdict = _receiver.Receive(response);
        var now = _cluster.Clock.GetUtcNow();
        _cluster.Streams.Update(Role.PeeringId, status => verdict.IsStored
            ? status with { LastReceiveSuccess = now }
            : status with { LastReceiveError = now, LastReceiveErrorText = verdict.Fault });
        var answer = new ReplicationMessage
        {
            Request = new ReplicationMessage.Types.Request
            {
                ResourceURL = response.ResourceURL,
                ResponseNonce = response.Nonce,
                Error = verdict.IsStored ? null : new Messages.Status { Code = (int)verdict.Code, Message = verdict.Fault },
            },
        };
        return _cluster.State.IsKept ? _acknowledgements.Writer.WriteAsync(answer, cancellation) : SendAsync(answer, cancellation);
    }

    private static GrpcException Invalid(string text) => new(GrpcStatusCode.InvalidArgument, text);
}
