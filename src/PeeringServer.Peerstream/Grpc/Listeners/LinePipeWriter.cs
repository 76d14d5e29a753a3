using System.Buffers;
using System.IO.Pipelines;
using PeeringServer.Peerstream.Grpc.Http2;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>The way out of an accepted connection: takes the frames of the web server, and puts others between them.</summary>
/// <param name="inner">The way out.</param>
/// <param name="sent">Is shown every header of a frame; must not wait for anything.</param>
internal sealed class LinePipeWriter(PipeWriter inner, Action<FrameHeader> sent) : PipeWriter
{
    private const int LeastMemory = 256;

    private readonly Lock _gate = new();
    private readonly FrameScanner _frames = new(prefaceLength: 0);
    private Memory<byte> _memory;
    private byte[] _insertion = [];
    private byte[] _ending = [];
    private Action? _ended;
    private Task _ownFlush = Task.CompletedTask;
    private bool _hasBegun;
    private bool _isWriting;
    private bool _isFlushing;
    private bool _isOver;

    /// <summary>
    /// Sends a frame as soon as the web server is between two of its own, and has begun. While it waits for a client that does not
    /// read, the frame waits as well.
    /// </summary>
    public void Insert(byte[] frame)
    {
        lock (_gate)
        {
            if (_isOver || !_hasBegun)
            {
                return;
            }

            _insertion = frame;
            InsertNow();
        }
    }

    /// <summary>Sends a frame behind what the web server sends next; nothing that follows goes out.</summary>
    /// <param name="frame">The last one.</param>
    /// <param name="ended">Is called then.</param>
    public void EndWith(byte[] frame, Action ended)
    {
        lock (_gate)
        {
            (_ending, _ended) = (frame, ended);
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        lock (_gate)
        {
            _isWriting = true;
            _memory = _isOver ? new byte[Math.Max(sizeHint, LeastMemory)] : inner.GetMemory(sizeHint);
            return _memory;
        }
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _hasBegun = true;
            ReadOnlySpan<byte> written = _memory.Span[..bytes];
            _memory = _memory[bytes..];
            while (_frames.Next(ref written) is { } header)
            {
                sent(header);
            }

            inner.Advance(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: true));
            }

            (_isWriting, _memory) = (false, default);
            WriteInsertions();
            if (!_ownFlush.IsCompleted)
            {
                _isFlushing = true;
                return FlushBehindAsync(_ownFlush, cancellationToken);
            }

            var flush = inner.FlushAsync(cancellationToken);
            if (!flush.IsCompleted)
            {
                _isFlushing = true;
                return FinishAsync(flush);
            }

            return flush;
        }
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        lock (_gate)
        {
            _isOver = true;
            inner.Complete(exception);
        }
    }

    private void InsertNow()
    {
        if (_insertion.Length > 0 && !_isWriting && !_isFlushing && _ownFlush.IsCompleted)
        {
            WriteInsertions();
            _ownFlush = inner.FlushAsync().AsTask();
        }
    }

    private void WriteInsertions()
    {
        if (!_frames.IsBetweenFrames)
        {
            return;
        }

        inner.Write(_insertion);
        _insertion = [];
        if (_ended is { } ended)
        {
            inner.Write(_ending);
            _isOver = true;
            ended();
        }
    }

    private async ValueTask<FlushResult> FlushBehindAsync(Task own, CancellationToken cancellationToken)
    {
        await own;
        return await FinishAsync(inner.FlushAsync(cancellationToken));
    }

    private async ValueTask<FlushResult> FinishAsync(ValueTask<FlushResult> flush)
    {
        try
        {
            return await flush;
        }
        finally
        {
            lock (_gate)
            {
                _isFlushing = false;
                if (!_isOver)
                {
                    InsertNow();
                }
            }
        }
    }
}
