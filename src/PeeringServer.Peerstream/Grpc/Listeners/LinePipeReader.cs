using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>The way in of an accepted connection: shows what comes to the line before the web server gets it.</summary>
/// <param name="inner">The way in.</param>
/// <param name="hear">Is shown every byte once.</param>
/// <param name="interject">When nothing has come and an interjection was asked for: frames for the web server that no client sent.</param>
internal sealed class LinePipeReader(PipeReader inner, Action<ReadOnlySequence<byte>> hear, Func<ReadOnlyMemory<byte>> interject) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;
    private ReadOnlySequence<byte> _interjection;
    private long _heard;
    private volatile bool _isAsked;
    private volatile bool _isCanceled;
    private volatile bool _isOver;

    /// <summary>Asks for an interjection, unless something comes at that moment.</summary>
    public void Ask()
    {
        _isAsked = true;
        inner.CancelPendingRead();
    }

    /// <summary>From here on the web server finds that the client has nothing more to say.</summary>
    public void End()
    {
        _isOver = true;
        inner.CancelPendingRead();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (Show(_isOver || !_interjection.IsEmpty ? default : await inner.ReadAsync(cancellationToken)) is { } result)
            {
                return result;
            }
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        result = default;
        while (_isOver || !_interjection.IsEmpty || inner.TryRead(out result))
        {
            if (Show(result) is { } shown)
            {
                result = shown;
                return true;
            }
        }

        return false;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_interjection.IsEmpty)
        {
            _interjection = _interjection.Slice(consumed);
            return;
        }

        _heard -= _buffer.Slice(_buffer.Start, consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead()
    {
        _isCanceled = true;
        inner.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>What the web server gets to see of it; null where that is nothing.</summary>
    private ReadResult? Show(ReadResult result)
    {
        if (_isOver)
        {
            // Without what may still have come: the web server would take that, and read on.
            return new ReadResult(default, isCanceled: false, isCompleted: true);
        }

        if (!_interjection.IsEmpty)
        {
            return new ReadResult(_interjection, isCanceled: false, isCompleted: false);
        }

        _buffer = result.Buffer;
        if (_buffer.Length > _heard)
        {
            hear(_buffer.Slice(_heard));
            _heard = _buffer.Length;
        }

        if (!result.IsCanceled)
        {
            return result;
        }

        if (_isCanceled)
        {
            // By the web server, which goes before, should both have come at once.
            _isCanceled = false;
            return result;
        }

        var isAsked = _isAsked;
        _isAsked = false;
        if (!_buffer.IsEmpty || result.IsCompleted)
        {
            return new ReadResult(_buffer, isCanceled: false, result.IsCompleted);
        }

        inner.AdvanceTo(_buffer.Start);
        _buffer = default;
        _interjection = isAsked ? new ReadOnlySequence<byte>(interject()) : default;
        return _interjection.IsEmpty ? null : Show(default);
    }
}
