using System.Threading.Channels;
using PeeringServer.Core;
using PeeringServer.Peerstream.Grpc;
using PeeringServer.Peerstream.Messages;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Sessions;

/// <summary>The sending half of a session: one loop writes what everybody else enqueues.</summary>
/// <param name="cluster">Whose stream.</param>
/// <param name="role">Which end of which peering's.</param>
/// <param name="stream">The call.</param>
/// <param name="halfClose">Says that nothing more will be sent.</param>
internal sealed class SessionWriter(Cluster cluster, SessionRole role, IGrpcStream<ReplicationMessage, ReplicationMessage> stream, Action halfClose)
{
    /// <summary>What is published may wait so far: whoever fills it is held up by the other side's reading, and that is meant.</summary>
    private const int PublishedPlaces = 256;

    /// <summary>Far more answers than a side that reads at all ever lets wait.</summary>
    private const int MostAnswers = 1 << 16;

    private readonly Channel<OutgoingMessage> _outgoing = Channel.CreateUnbounded<OutgoingMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<ReplicationMessage> _acknowledgements = Channel.CreateUnbounded<ReplicationMessage>(new UnboundedChannelOptions { SingleReader = true });

    // Those of the outgoing ones that were published: a place is taken by writing, and given back by reading.
    private readonly Channel<OutgoingMessage> _published = Channel.CreateBounded<OutgoingMessage>(new BoundedChannelOptions(PublishedPlaces) { SingleReader = true, SingleWriter = true });
    private int _answers;

    /// <summary>Enqueues what goes out before anything else.</summary>
    public void Greet(IEnumerable<ReplicationMessage> greeting)
    {
        foreach (var message in greeting)
        {
            Enqueue(new OutgoingMessage(message));
        }
    }

    /// <summary>Enqueues a resource. Waits where the other side does not read; nothing happens once the stream is over.</summary>
    public async ValueTask PublishAsync(ReplicationMessage message, CancellationToken cancellation)
    {
        var outgoing = new OutgoingMessage(message, IsCounted: true);
        await _published.Writer.WriteAsync(outgoing, cancellation).ConfigureAwait(false);
        Enqueue(outgoing);
    }

    /// <summary>Enqueues a sign of life.</summary>
    public void Beat() => Enqueue(new OutgoingMessage(new ReplicationMessage { Heartbeat = new() }));

    /// <summary>
    /// Enqueues the answer to a resource. Never waits: two sides that held up their reading until the other one reads would do so for ever.
    /// </summary>
    /// <exception cref="GrpcException">The other side sends and sends, and reads nothing of what is answered.</exception>
    public void Acknowledge(ReplicationMessage answer)
    {
        if (Interlocked.Increment(ref _answers) > MostAnswers)
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, PeerstreamTexts.AnswersUnread);
        }

        if (cluster.State.IsKept)
        {
            _acknowledgements.Writer.TryWrite(answer);
        }
        else
        {
            Enqueue(new OutgoingMessage(answer));
        }
    }

    /// <summary>Enqueues the last message there will be.</summary>
    /// <returns>Completes when it is written; null where the stream is over.</returns>
    public Task? Terminate()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!Enqueue(new OutgoingMessage(new ReplicationMessage { Terminated = new() }, Written: written)))
        {
            return null;
        }

        Close();
        return written.Task;
    }

    /// <summary>Takes no more messages.</summary>
    public void Close() => _outgoing.Writer.TryComplete();

    /// <summary>Writes until cancelled, or until the connection fails.</summary>
    /// <param name="quiet">Begins no further message.</param>
    /// <param name="cancellation">Breaks off the one under way, too.</param>
    public async Task WriteAsync(CancellationToken quiet, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(quiet).ConfigureAwait(false))
            {
                quiet.ThrowIfCancellationRequested();
                await stream.WriteAsync(message.Message, cancellation).ConfigureAwait(false);
                Note(message);
            }
        }
        catch (GrpcException) when (quiet.IsCancellationRequested)
        {
            // The peering has ended in order; a last message that was on its way says nothing of it.
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
        await foreach (var answer in _acknowledgements.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                await cluster.State.WhenDurableAsync(wasRefusing: false, cancellation).ConfigureAwait(false);
            }
            catch (RefusalException refusal)
            {
                // It was taken back, whatever was thought of it before.
                answer.Request.Error ??= new Status { Code = (int)GrpcStatusCode.Internal, Message = refusal.Message };
            }

            Enqueue(new OutgoingMessage(answer));
        }
    }

    private bool Enqueue(OutgoingMessage message) => _outgoing.Writer.TryWrite(message);

    private void Note(OutgoingMessage outgoing)
    {
        if (outgoing.IsCounted)
        {
            _published.Reader.TryRead(out _);
            var now = cluster.Clock.GetUtcNow();
            cluster.Streams.UpdateKnown(role.PeeringId, status => status with { LastSendSuccess = now });
        }
        else if (outgoing.Message.Request is { ResponseNonce.Length: > 0 })
        {
            Interlocked.Decrement(ref _answers);
        }
        else if (outgoing.Message.Terminated is not null && role.IsDialer)
        {
            halfClose();
        }

        outgoing.Written?.TrySetResult();
    }
}
