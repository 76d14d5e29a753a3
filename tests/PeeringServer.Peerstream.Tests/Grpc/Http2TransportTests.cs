using PeeringServer.Peerstream.Grpc.Client;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc;

/// <summary>How a connection ends is told by what was read, whichever direction fails first.</summary>
public sealed class Http2TransportTests : IAsyncDisposable
{
    private static readonly byte[] Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];

    private readonly BrokenStream _inner = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly Http2Transport _transport;

    public Http2TransportTests() => _transport = new Http2Transport(_inner, new ConnectionNames("127.0.0.1:1", "127.0.0.1:2"), _clock);

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
    public async Task Connection_SilentForFortySeconds_IsClosedAndSaysSo()
    {
        var read = _transport.ReadAsync(new byte[100]).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(39.9));
        _inner.Closes.Should().Be(0);

        _clock.Advance(TimeSpan.FromSeconds(0.1));

        _inner.Closes.Should().Be(1);
        _inner.Reads.SetException(new ObjectDisposedException("socket"));
        await FluentActions.Awaiting(() => read.InTime()).Should().ThrowAsync<ObjectDisposedException>();
        _transport.Explain(new IOException()).Message.Should().Contain("connection error: desc = \"keepalive ping failed to receive ACK within timeout\"");
    }

    [Fact]
    public async Task Connection_OfAProcessThatStoodStill_HasTimeForASignOfLife()
    {
        var read = _transport.ReadAsync(new byte[100]).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(60));
        _inner.Closes.Should().Be(0, "what came meanwhile is not read yet");
        _inner.Reads.SetResult(Settings.Length);
        await read.InTime();

        _clock.Advance(TimeSpan.FromSeconds(10));
        _inner.Closes.Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(30));
        _inner.Closes.Should().Be(1);
    }

    [Fact]
    public void Connection_OfAProcessThatStoodStill_WithoutASign_IsClosed()
    {
        _clock.Advance(TimeSpan.FromSeconds(60));
        _clock.Advance(TimeSpan.FromSeconds(10));

        _inner.Closes.Should().Be(1);
    }

    [Fact]
    public async Task Connection_ThatGivesASignOfLife_HasAnotherFortySeconds()
    {
        _clock.Advance(TimeSpan.FromSeconds(39));
        _inner.Reads.SetResult(Settings.Length);
        await _transport.ReadAsync(new byte[100]).AsTask().InTime();

        _clock.Advance(TimeSpan.FromSeconds(39.9));
        _inner.Closes.Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _inner.Closes.Should().Be(1);
        _clock.Pending.Should().Be(0);
    }

    private sealed class BrokenStream() : DelegatingStream(Null)
    {
        public int Closes { get; private set; }

        public TaskCompletionSource<int> Reads { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await Reads.Task;
            Settings.AsSpan(0, count).CopyTo(buffer.Span);
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(new IOException("broken pipe"));

        protected override void Dispose(bool disposing)
        {
            Closes++;
            base.Dispose(disposing);
        }
    }
}
