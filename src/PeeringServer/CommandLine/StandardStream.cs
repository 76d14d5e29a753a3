using System.Runtime.InteropServices;

namespace PeeringServer.CommandLine;

/// <summary>
/// Standard output or error. Not the console's own stream, which sets up the terminal with its encodings at the first byte
/// and takes longer for that than most commands for everything else; and not a file stream, which writes where it thinks the
/// end of a file is, over what other processes wrote there.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
/// <param name="openConsole">Opens the console's stream, for whatever this one cannot do.</param>
internal sealed class StandardStream(int descriptor, Func<Stream> openConsole) : Stream
{
    private const int Interrupted = 4;

    private Stream? _console = OperatingSystem.IsWindows() ? openConsole() : null;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && _console is null)
        {
            var written = WriteTo(descriptor, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                // A reader that is gone or a pipe that does not block: the console knows what to do.
                _console = openConsole();
            }
        }

        _console?.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Flush() => _console?.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteTo(int descriptor, in byte buffer, nint count);
}
