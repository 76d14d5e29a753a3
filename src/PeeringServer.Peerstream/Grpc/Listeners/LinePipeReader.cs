using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>The way in of an accepted connection: shows what comes to the line before the web server gets it.</summary>
/// <param name="inner">The way in.</param>
/// <param name="hear">Is shown every byte once.</param>
internal sealed class LinePipeReader(PipeReader inner, Action<ReadOnlySequence<byte>> hear) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;
    private long _heard;
    private volatile bool _isOver;

    /// <summary>From here on the web server finds that the client has nothing more to say.</summary>
    public void End()
    {
        _isOver = true;
        inner.CancelPendingRead();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Show(await inner.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
        {
            return false;
        }

        result = Show(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _heard -= _buffer.Slice(_buffer.Start, consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private ReadResult Show(ReadResult result)
    {
        _buffer = result.Buffer;
        if (_buffer.Length > _heard)
        {
            hear(_buffer.Slice(_heard));
            _heard = _buffer.Length;
        }

        return _isOver ? new ReadResult(result.Buffer, isCanceled: false, isCompleted: true) : result;
    }
}
