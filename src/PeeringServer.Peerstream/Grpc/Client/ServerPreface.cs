using System.Buffers.Binary;
using PeeringServer.Peerstream.Wire;

namespace PeeringServer.Peerstream.Grpc.Client;

/// <summary>
/// Watches the first frames of a server: tells when it has spoken HTTP/2, and takes out its acknowledgement of our
/// SETTINGS. Without that the HTTP client above never begins to measure round trips; its PINGs for that would make an
/// acceptor close the connection for <c>too_many_pings</c>, and the only other way to stop them is process-wide.
/// </summary>
internal sealed class ServerPreface
{
    private const int HeaderLength = 9;
    private const int TypeOffset = 3;
    private const int FlagsOffset = 4;
    private const byte SettingsType = 4;
    private const byte AckFlag = 1;
    private const int LargestFrame = 16384;

    private static readonly string[] FrameNames = ["Data", "Headers", "Priority", "RSTStream", "Settings", "PushPromise", "Ping", "GoAway", "WindowUpdate", "Continuation"];

    private readonly TaskCompletionSource _spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _untilNextHeader;

    /// <summary>Completes with the first SETTINGS.</summary>
    public Task Spoken => _spoken.Task;

    /// <summary>Nothing is left to look at.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The whole error, where the server does not speak HTTP/2.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Looks through bytes just read, and closes the gap where a frame is taken out. <c>Passed</c> of them may be handed
    /// on; <c>Held</c> behind these are an unfinished frame header, to be presented again with more.
    /// </summary>
    public (int Passed, int Held) Inspect(Span<byte> bytes)
    {
        var position = 0;
        while (!IsOver)
        {
            var step = (int)Math.Min(_untilNextHeader, bytes.Length - position);
            position += step;
            _untilNextHeader -= step;
            if (bytes.Length - position < HeaderLength)
            {
                return (position, bytes.Length - position);
            }

            if (IsAcknowledgement(bytes.Slice(position, HeaderLength)))
            {
                IsOver = true;
                bytes[(position + HeaderLength)..].CopyTo(bytes[position..]);
                return (bytes.Length - HeaderLength, 0);
            }
        }

        return (bytes.Length, 0);
    }

    private bool IsAcknowledgement(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(header) >>> 8;
        if (!_spoken.Task.IsCompleted)
        {
            Fault = length > LargestFrame ? DialErrorConstants.Preface(DialErrorConstants.FrameTooLarge)
                : header[TypeOffset] != SettingsType ? DialErrorConstants.NoSettings(FrameNames.ElementAtOrDefault(header[TypeOffset]) ?? "Unknown")
                : null;
            if (Fault is not null)
            {
                IsOver = true;
                return false;
            }

            _spoken.TrySetResult();
        }

        _untilNextHeader = HeaderLength + length;
        return header[TypeOffset] == SettingsType && (header[FlagsOffset] & AckFlag) != 0;
    }
}
