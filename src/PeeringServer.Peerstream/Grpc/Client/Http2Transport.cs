using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>The connection below the HTTP client, which remembers how it ended, and ends it where the line is dead.</summary>
internal sealed class Http2Transport : DelegatingStream
{
    /// <summary>
    /// Silence after which the line is dead. The HTTP client, which looks at the clock every few seconds, has asked for a
    /// sign of life by then and would wait for it some seconds longer.
    /// </summary>
    private static readonly TimeSpan MostSilence = HttpConnector.KeepAlivePingDelay + HttpConnector.KeepAlivePingTimeout;

    /// <summary>A timer that comes later than this tells that the process stood still, and not the line.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly ConnectionNames _names;
    private readonly TimeProvider _clock;
    private readonly ServerPreface _preface = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private byte[] _held = [];
    private string? _end;
    private string? _silence;
    private long _lastRead;
    private volatile bool _reads;
    private bool _taken;
    private bool _stoodStill;
    private bool _disposed;

    /// <param name="inner">The connection; owned from here on.</param>
    /// <param name="names">Its ends.</param>
    /// <param name="clock">What silence is measured by: that of the line and not of the cluster, whose time may leap.</param>
    public Http2Transport(Stream inner, ConnectionNames names, TimeProvider clock)
        : base(inner)
    {
        _names = names;
        _clock = clock;
        _lastRead = clock.GetTimestamp();
        _timer = clock.CreateTimer(static transport => ((Http2Transport)transport!).EndIfSilent(), this, MostSilence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the server has spoken HTTP/2.</summary>
    public Task Ready => _preface.Spoken;

    /// <summary>Whether nobody has it yet. The HTTP client would replace a lost connection by itself; there is only this one.</summary>
    public bool TryTake() => !Interlocked.Exchange(ref _taken, true);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_preface.IsOver && _held.Length == 0)
        {
            return await ReadInnerAsync(buffer, cancellationToken);
        }

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
            var (passed, held) = count == 0 ? (total, 0) : _preface.Inspect(buffer.Span[..total]);
            if (_preface.Fault is { } fault)
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
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException) when (_reads)
        {
            await _ended.Task.WaitAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>What to say of a call that failed with an exception of the HTTP client.</summary>
    public GrpcException Explain(Exception e)
    {
        var message = (_preface.Fault ?? _silence, Ready.IsCompleted, _end) switch
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

        _timer.Dispose();
        End(DialErrorConstants.Read(_names.Local, _names.Remote, SocketErrorText.Closed));
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        _reads = true;
        try
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            Volatile.Write(ref _lastRead, _clock.GetTimestamp());
            if (count == 0 && !buffer.IsEmpty)
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

    private void EndIfSilent()
    {
        var silent = _clock.GetElapsedTime(Volatile.Read(ref _lastRead));
        if (silent < MostSilence)
        {
            _stoodStill = false;
            _timer.Change(MostSilence - silent, Timeout.InfiniteTimeSpan);
            return;
        }

        if (silent > MostSilence + Late && !_stoodStill)
        {
            _stoodStill = true;
            _timer.Change(HttpConnector.KeepAlivePingTimeout, Timeout.InfiniteTimeSpan);
            return;
        }

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
