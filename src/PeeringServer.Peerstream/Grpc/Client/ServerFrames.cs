using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>
/// Watches the frames of a server: tells when it has spoken HTTP/2, and takes out what the HTTP client above must not see.
/// That is the acknowledgement of PINGs, which the client did not send; and that of its SETTINGS, without which it never
/// begins to measure round trips: its PINGs for that would make an acceptor close the connection for
/// <c>too_many_pings</c>, and the only other way to stop them is process-wide.
/// </summary>
internal sealed class ServerFrames
{
    private const int LargestFrame = 16384;

    private readonly TaskCompletionSource _spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _untilNextHeader;

    /// <summary>Completes with the first SETTINGS.</summary>
    public Task Spoken => _spoken.Task;

    /// <summary>The whole error, where the server does not speak HTTP/2.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Looks through bytes just read, and closes the gaps where frames are taken out. <c>Passed</c> of them may be handed
    /// on; <c>Held</c> behind these are the beginning of a frame, to be presented again with more.
    /// </summary>
    public (int Passed, int Held) Inspect(Span<byte> bytes)
    {
        var (read, passed) = (0, 0);
        while (true)
        {
            var step = Math.Min(_untilNextHeader, bytes.Length - read);
            Move(bytes, read, passed, step);
            _untilNextHeader -= step;
            (read, passed) = (read + step, passed + step);
            var rest = bytes[read..];
            var header = rest.Length < Http2Constants.FrameHeaderLength ? (FrameHeader?)null : FrameHeader.Read(rest);
            if (header is { } first && !_spoken.Task.IsCompleted)
            {
                Begin(first);
            }

            var removed = header is { IsSettingsAcknowledgement: true } or { IsPingAcknowledgement: true } ? Http2Constants.FrameHeaderLength + header.Value.Length : 0;
            if (header is null || rest.Length < removed || Fault is not null)
            {
                Move(bytes, read, passed, rest.Length);
                return (passed, rest.Length);
            }

            read += removed;
            _untilNextHeader = removed > 0 ? 0 : Http2Constants.FrameHeaderLength + header.Value.Length;
        }
    }

    private static void Move(Span<byte> bytes, int from, int to, int count)
    {
        if (from != to)
        {
            bytes.Slice(from, count).CopyTo(bytes[to..]);
        }
    }

    private void Begin(FrameHeader first)
    {
        Fault = first.Length > LargestFrame ? DialErrorConstants.Preface(DialErrorConstants.FrameTooLarge)
            : !first.IsSettings ? DialErrorConstants.NoSettings(Http2Constants.FrameNames.ElementAtOrDefault(first.Type) ?? "Unknown")
            : null;
        if (Fault is null)
        {
            _spoken.TrySetResult();
        }
    }
}
