using System.Threading.Channels;
using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>The sending half of a session: one loop writes what everybody else enqueues.</summary>
/// <param name="cluster">Whose stream.</param>
/// <param name="role">Which end of which peering's.</param>
/// <param name="stream">The call.</param>
/// <param name="halfClose">Says that nothing more will be sent.</param>
internal sealed class SessionWriter(Cluster cluster, SessionRole role, IGrpcStream<ReplicationMessage, ReplicationMessage> stream, Action halfClose)
{
    /// <summary>Far more than ever waits: the one who fills it is held up by the other side's reading, and that is meant.</summary>
    private const int Capacity = 256;

    private readonly Channel<OutgoingMessage> _outgoing = Channel.CreateBounded<OutgoingMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Channel<ReplicationMessage> _acknowledgements = Channel.CreateBounded<ReplicationMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Enqueues what goes out before anything else.</summary>
    public void Greet(IEnumerable<ReplicationMessage> greeting)
    {
        foreach (var message in greeting)
        {
            _outgoing.Writer.TryWrite(new OutgoingMessage(message));
        }
    }

    /// <summary>Enqueues a message. Waits where the other side does not read; nothing happens once the stream is over.</summary>
    public async ValueTask SendAsync(ReplicationMessage message, CancellationToken cancellation)
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

    /// <summary>Enqueues the answer to a resource.</summary>
    public ValueTask AcknowledgeAsync(ReplicationMessage answer, CancellationToken cancellation) =>
        cluster.State.IsKept ? _acknowledgements.Writer.WriteAsync(answer, cancellation) : SendAsync(answer, cancellation);

    /// <summary>Enqueues the last message there will be.</summary>
    /// <returns>Completes when it is written; null where the queue is full or closed.</returns>
    public Task? Terminate()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_outgoing.Writer.TryWrite(new OutgoingMessage(new ReplicationMessage { Terminated = new() }, written)))
        {
            return null;
        }

        Close();
        return written.Task;
    }

    /// <summary>Takes no more messages.</summary>
    public void Close() => _outgoing.Writer.TryComplete();

    /// <summary>Writes until cancelled, or until the connection fails.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var (message, written) in _outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await stream.WriteAsync(message, cancellation).ConfigureAwait(false);
                Track(message);
                if (message.Terminated is not null && role.IsDialer)
                {
                    halfClose();
                }

                written?.TrySetResult();
            }
        }
        catch (GrpcException fault)
        {
            var now = cluster.Clock.GetUtcNow();
            cluster.Streams.UpdateKnown(role.PeeringId, status => status with { LastSendError = now, LastSendErrorText = fault.Message });
            Close();
        }
    }

    /// <summary>What is acknowledged must not be lost with this process, as nobody would send it again. Nothing else waits for the disk.</summary>
    public async Task WriteAcknowledgementsAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var answer in _acknowledgements.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await cluster.State.WhenDurableAsync(wasRefusing: false, cancellation).ConfigureAwait(false);
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
            var now = cluster.Clock.GetUtcNow();
            cluster.Streams.UpdateKnown(role.PeeringId, status => status with { LastSendSuccess = now });
        }
    }
}
