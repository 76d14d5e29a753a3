using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>The connection below the HTTP client, which remembers how it ended, and ends it where the line is dead.</summary>
internal sealed class Http2Transport : DelegatingStream
{
    private readonly ConnectionNames _names;
    private readonly ServerFrames _incoming = new();
    private readonly FrameScanner _outgoing = new(Http2Constants.ClientPrefaceLength);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly KeepAlive _keepAlive;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _held = [];
    private string? _end;
    private string? _silence;
    private volatile bool _reads;
    private bool _taken;
    private bool _disposed;

    /// <param name="inner">The connection; owned from here on.</param>
    /// <param name="names">Its ends.</param>
    /// <param name="clock">The cluster's.</param>
    /// <param name="line">What bytes travel by; the system's but in tests of this class.</param>
    public Http2Transport(Stream inner, ConnectionNames names, TimeProvider clock, TimeProvider line)
        : base(inner)
    {
        _names = names;
        _keepAlive = new KeepAlive(KeepAliveTimes.Dialer, clock, line, () => _ = AskAsync(), EndSilently);
    }

    /// <summary>Completes when the server has spoken HTTP/2.</summary>
    public Task Ready => _incoming.Spoken;

    /// <summary>Whether nobody has it yet. The HTTP client would replace a lost connection by itself; there is only this one.</summary>
    public bool TryTake() => !Interlocked.Exchange(ref _taken, true);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length <= _held.Length)
        {
            // The wish to know that there is something: an empty read, for which what is held is not enough.
            return await ReadInnerAsync(Memory<byte>.Empty, cancellationToken);
        }

        while (true)
        {
            _held.CopyTo(buffer);
            var count = await ReadInnerAsync(buffer[_held.Length..], cancellationToken);
            var total = _held.Length + count;
            var (passed, held) = count == 0 ? (total, 0) : _incoming.Inspect(buffer.Span[..total]);
            if (_incoming.Fault is { } fault)
            {
                throw new IOException(fault);
            }

            _held = buffer.Slice(passed, held).ToArray();
            if (passed > 0 || count == 0)
            {
                return passed;
            }
        }
    }

    /// <summary>
    /// A write that fails waits for the read to end. A connection that the server has closed fails both ways, in either
    /// order; what the server sent before is still to be read, and how it ended is the read's to say. The HTTP client
    /// would otherwise drop the one and close the connection under the other. Before it first reads there is nothing to wait for.
    /// </summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Follow(buffer.Span);
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException) when (_reads)
        {
            await _ended.Task.WaitAsync(cancellationToken);
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What to say of a call that failed with an exception of the HTTP client.</summary>
    public GrpcException Explain(Exception e)
    {
        var message = (_incoming.Fault ?? _silence, Ready.IsCompleted, _end) switch
        {
            ({ } fault, _, _) => fault,
            (_, false, _) => DialErrorConstants.Preface(_end ?? _names.Explain(e)),
            (_, true, { } end) => DialErrorConstants.Reading(end),
            _ => null,
        };
        return message is not null ? new GrpcException(GrpcStatusCode.Unavailable, message, e)
            : StreamErrorCodec.Decode(e) is { } status ? new GrpcException(status, e)
            : new GrpcException(GrpcStatusCode.Unavailable, DialErrorConstants.Reading(_names.Explain(e)), e);
    }

    protected override void Dispose(bool disposing)
    {
        // The HTTP client closes a lost connection by itself, at times while its owner does; TLS streams are not made for that.
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _keepAlive.Dispose();
        End(DialErrorConstants.Read(_names.Local, _names.Remote, SocketErrorText.Closed));
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _reads = true;
        try
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (count > 0)
            {
                _keepAlive.Hear();
            }
            else if (!buffer.IsEmpty)
            {
                End(DialErrorConstants.EndOfFile);
            }

            return count;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            End(_names.Explain(e));
            throw;
        }
    }

    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (_outgoing.Next(ref bytes) is not null)
        {
            // Only where the frames end is of interest.
        }
    }

    /// <summary>
    /// Puts a PING between two frames of the HTTP client, which writes them whole. One that cannot be written is not missed:
    /// its answer is.
    /// </summary>
    private async Task AskAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_outgoing.IsBetweenFrames)
            {
                await base.WriteAsync(ConnectionFrames.Ping);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The read tells of it.
        }
        finally
        {
            _writing.Release();
        }
    }

    private void EndSilently()
    {
        _silence = DialErrorConstants.Connection(DialErrorConstants.NoSignOfLife);
        Dispose();
    }

    /// <summary>The first end is the one to tell of.</summary>
    private void End(string reason)
    {
        _end ??= reason;
        _ended.TrySetResult();
    }
}
