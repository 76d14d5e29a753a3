using System.Buffers;
using System.IO.Pipelines;
using PeeringServer.Peerstream.Grpc.Listeners;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc.Http2;

/// <summary>What an accepted connection reads is what the client sent, but for what the line puts between.</summary>
public sealed class LinePipeReaderTests
{
    private readonly Pipe _pipe = new();
    private readonly List<byte> _heard = [];
    private readonly LinePipeReader _reader;
    private byte[] _interjection = [7, 7, 7];

    public LinePipeReaderTests() => _reader = new LinePipeReader(_pipe.Reader, bytes => _heard.AddRange(bytes.ToArray()), () => _interjection);

    [Fact]
    public async Task Bytes_NotTakenAtOnce_AreShownOnce()
    {
        await _pipe.Writer.WriteAsync(new byte[] { 1, 2, 3 });
        var first = await _reader.ReadAsync().InTime();
        _reader.AdvanceTo(first.Buffer.GetPosition(1), first.Buffer.End);
        await _pipe.Writer.WriteAsync(new byte[] { 4 });

        var second = await _reader.ReadAsync().InTime();

        second.Buffer.ToArray().Should().Equal(2, 3, 4);
        _heard.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task Interjection_WhileNothingComes_IsReadAndNotHeard()
    {
        var read = _reader.ReadAsync().InTime();
        _reader.Ask();

        var result = await read;
        result.Buffer.ToArray().Should().Equal(7, 7, 7);
        result.IsCanceled.Should().BeFalse();
        _reader.AdvanceTo(result.Buffer.GetPosition(1));
        (await _reader.ReadAsync().InTime()).Buffer.ToArray().Should().Equal(7, 7);
        _reader.AdvanceTo((await _reader.ReadAsync().InTime()).Buffer.End);

        await _pipe.Writer.WriteAsync(new byte[] { 1 });
        (await _reader.ReadAsync().InTime()).Buffer.ToArray().Should().Equal(1);
        _heard.Should().Equal(1);
    }

    [Fact]
    public async Task Interjection_WhileSomethingComes_IsLeftOut()
    {
        await _pipe.Writer.WriteAsync(new byte[] { 1 });
        _reader.Ask();

        var result = await _reader.ReadAsync().InTime();

        result.Buffer.ToArray().Should().Equal(1);
        result.IsCanceled.Should().BeFalse();
    }

    [Fact]
    public async Task Interjection_ThatCannotBe_IsLeftOut()
    {
        _interjection = [];
        var read = _reader.ReadAsync().InTime();
        _reader.Ask();
        await _pipe.Writer.WriteAsync(new byte[] { 1 });

        (await read).Buffer.ToArray().Should().Equal(1);
    }

    [Fact]
    public async Task Cancellation_OfTheWebServer_IsItsOwn()
    {
        var read = _reader.ReadAsync().InTime();
        _reader.CancelPendingRead();

        (await read).IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task Cancellation_TogetherWithAnInterjection_IsNotLost()
    {
        _reader.Ask();
        _reader.CancelPendingRead();

        (await _reader.ReadAsync().InTime()).IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task End_IsThatOfTheClientToTheWebServer()
    {
        var read = _reader.ReadAsync().InTime();
        _reader.End();

        (await read).Should().Match<ReadResult>(static result => result.IsCompleted && !result.IsCanceled);
    }

    /// <summary>The web server reads on until it is shown an end with nothing before it.</summary>
    [Fact]
    public async Task End_WhileMoreHasCome_IsThatOfTheClientAllTheSame()
    {
        await _pipe.Writer.WriteAsync(new byte[] { 1 });
        _reader.End();

        for (var i = 0; i < 3; i++)
        {
            (await _reader.ReadAsync().InTime()).Should().Match<ReadResult>(static result => result.IsCompleted && result.Buffer.IsEmpty);
            _reader.TryRead(out var again).Should().BeTrue();
            (again.IsCompleted && again.Buffer.IsEmpty).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Cancellation_NobodyAskedFor_IsReadPast()
    {
        var read = _reader.ReadAsync().InTime();
        _pipe.Reader.CancelPendingRead();
        await _pipe.Writer.WriteAsync(new byte[] { 1 });

        (await read).Should().Match<ReadResult>(static result => !result.IsCanceled && result.Buffer.Length == 1);
    }
}
