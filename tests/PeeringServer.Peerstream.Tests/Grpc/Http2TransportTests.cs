using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Tests.Infrastructure;
using PeeringServer.Peerstream.Tests.Infrastructure.Http2;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>How a connection ends is told by what was read, whichever direction fails first.</summary>
public sealed class Http2TransportTests : IAsyncDisposable
{
    private static readonly byte[] Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];

    private readonly BrokenStream _inner = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ManualTimeProvider _line = new();
    private readonly Http2Transport _transport;

    public Http2TransportTests() => _transport = new Http2Transport(_inner, new ConnectionNames("127.0.0.1:1", "127.0.0.1:2"), _clock, _line);

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task Write_ThatFailsWhileReading_LeavesTheEndToTheRead()
    {
        var read = _transport.ReadAsync(new byte[100]).AsTask();
        var write = _transport.WriteAsync(new byte[1]).AsTask();

        write.IsCompleted.Should().BeFalse("what the server sent before is still to be read");
        _inner.Reads.SetResult(0);

        (await read.InTime()).Should().Be(0);
        await FluentActions.Awaiting(() => write.InTime()).Should().ThrowAsync<IOException>();
        _transport.Explain(new IOException()).Message.Should().Contain("EOF");
    }

    [Fact]
    public async Task Write_ThatFailsBeforeReading_WaitsForNothing()
    {
        await FluentActions.Awaiting(() => _transport.WriteAsync(new byte[1]).AsTask().InTime()).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Write_ThatFailsWhileReading_EndsWithTheConnection()
    {
        _ = _transport.ReadAsync(new byte[100]).AsTask();
        var write = _transport.WriteAsync(new byte[1]).AsTask();

        await _transport.DisposeAsync();

        await FluentActions.Awaiting(() => write.InTime()).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Connection_ClosedFromTwoSides_IsClosedOnce()
    {
        await _transport.DisposeAsync();
        await _transport.DisposeAsync();

        _inner.Closes.Should().Be(1, "a TLS stream that is closed twice at once fails");
    }

    [Fact]
    public async Task Connection_SilentForThirtySeconds_IsPingedBetweenFrames()
    {
        _inner.Writes = [];
        await SpeakAsync();

        Pass(29.9);
        _inner.Writes.Should().HaveCount(1);
        Pass(0.1);

        _inner.Writes.Should().HaveCount(2);
        _inner.Writes[1].Should().Equal([0, 0, 8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public async Task Connection_SilentAmidAFrame_IsNotPinged()
    {
        _inner.Writes = [];
        await SpeakAsync();
        await _transport.WriteAsync(new byte[5]);

        Pass(30);

        _inner.Writes.Should().HaveCount(2, "a frame within a frame would be part of it");
    }

    [Fact]
    public async Task Connection_SilentForFortySeconds_IsClosedAndSaysSo()
    {
        await SpeakAsync();
        _inner.Reads = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = _transport.ReadAsync(new byte[100]).AsTask();
        Pass(30);
        Pass(9.9);
        _inner.Closes.Should().Be(0);

        Pass(0.1);

        _inner.Closes.Should().Be(1);
        _inner.Reads.SetException(new ObjectDisposedException("socket"));
        await FluentActions.Awaiting(() => read.InTime()).Should().ThrowAsync<ObjectDisposedException>();
        _transport.Explain(new IOException()).Message.Should().Contain("connection error: desc = \"keepalive ping failed to receive ACK within timeout\"");
        (_clock.Pending, _line.Pending).Should().Be((0, 0));
    }

    /// <summary>The preface and SETTINGS of the HTTP client, and those of the server.</summary>
    private async Task SpeakAsync()
    {
        if (_inner.Writes is not null)
        {
            await _transport.WriteAsync((byte[])[.. FrameStream.Preface, .. Settings]);
        }

        _inner.Reads.SetResult(Settings.Length);
        await _transport.ReadAsync(new byte[100]).AsTask().InTime();
    }

    private void Pass(double seconds)
    {
        _line.Advance(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    private sealed class BrokenStream() : DelegatingStream(Null)
    {
        public int Closes { get; private set; }

        /// <summary>What was written, where that does not fail.</summary>
        public List<byte[]>? Writes { get; set; }

        public TaskCompletionSource<int> Reads { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await Reads.Task;
            Settings.AsSpan(0, count).CopyTo(buffer.Span);
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Writes is null)
            {
                return ValueTask.FromException(new IOException("broken pipe"));
            }

            Writes.Add(buffer.ToArray());
            return ValueTask.CompletedTask;
        }

        protected override void Dispose(bool disposing)
        {
            Closes++;
            base.Dispose(disposing);
        }
    }
}
