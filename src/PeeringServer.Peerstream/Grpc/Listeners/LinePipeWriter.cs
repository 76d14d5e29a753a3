using System.IO.Pipelines;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Listeners;

/// <summary>
/// The way out of an accepted connection: shows the headers of the web server's frames to the line, which may change them,
/// and put a last frame behind them. The web server calls it by turns only.
/// </summary>
/// <param name="inner">The way out.</param>
/// <param name="send">Is shown every header of a frame, and tells the one to send.</param>
/// <param name="missed">Is called where that cannot be done, since the beginning of the header is sent already.</param>
internal sealed class LinePipeWriter(PipeWriter inner, Func<FrameHeader, FrameHeader> send, Action missed) : PipeWriter
{
    private const int LeastMemory = 256;

    private readonly FrameScanner _frames = new(prefaceLength: 0);
    private Memory<byte> _memory;
    private byte[]? _last;
    private Action _ended = static () => { };
    private bool _isOver;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Sends a frame behind the one whose header was shown last; nothing that follows goes out. To be called while that is shown.</summary>
    /// <param name="last">The frame.</param>
    /// <param name="ended">Is called when it is sent.</param>
    public void EndWith(byte[] last, Action ended) => (_last, _ended) = (last, ended);

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        _memory = _isOver ? new byte[Math.Max(sizeHint, LeastMemory)] : inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (_isOver)
        {
            return;
        }

        var written = _memory.Span[..bytes];
        ReadOnlySpan<byte> rest = written;
        while (_frames.Next(ref rest) is { } header)
        {
            var changed = send(header);
            var start = bytes - rest.Length - Http2Constants.FrameHeaderLength;
            if (changed != header && start >= 0)
            {
                changed.Write(written[start..]);
            }
            else if (changed != header)
            {
                // The web server writes headers whole, but not where a client was slow to read and its frames piled up.
                missed();
            }
        }

        _memory = _memory[bytes..];
        inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_isOver)
        {
            return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: true));
        }

        if (_last is null || !_frames.IsBetweenFrames)
        {
            return inner.FlushAsync(cancellationToken);
        }

        _isOver = true;
        return EndAsync(_last, cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private async ValueTask<FlushResult> EndAsync(byte[] last, CancellationToken cancellationToken)
    {
        var result = await inner.WriteAsync(last, cancellationToken);
        _ended();
        return result;
    }
}
