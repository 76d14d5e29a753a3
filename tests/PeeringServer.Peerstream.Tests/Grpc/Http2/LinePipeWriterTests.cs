using System.Buffers;
using System.IO.Pipelines;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Grpc.Listeners;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc.Http2;

/// <summary>What is put between the web server's frames never gets into one, nor before the first, nor is it lost.</summary>
public sealed class LinePipeWriterTests
{
    private static readonly byte[] Frame = [0, 0, 3, 0, 0, 0, 0, 0, 1, 7, 8, 9];
    private static readonly byte[] Other = ConnectionFrames.Ping;
    private static readonly byte[] Last = ConnectionFrames.TooManyPings(5);

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 40, resumeWriterThreshold: 20));
    private readonly List<FrameHeader> _sent = [];
    private readonly LinePipeWriter _writer;

    public LinePipeWriterTests() => _writer = new LinePipeWriter(_pipe.Writer, _sent.Add);

    [Fact]
    public async Task Insertion_BetweenFrames_GoesOutAtOnce()
    {
        await _writer.WriteAsync(Frame).InTime();

        _writer.Insert(Other);

        (await ReadAsync()).Should().Equal([.. Frame, .. Other]);
        _sent.Should().Equal(new FrameHeader(3, 0, 0, 1));
    }

    [Fact]
    public void Insertion_BeforeTheFirstFrame_IsLeftOut()
    {
        _writer.Insert(Other);

        _pipe.Reader.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Insertion_WhileAFrameIsWritten_ComesBehindIt()
    {
        await _writer.WriteAsync(Frame).InTime();
        Frame.AsSpan(0, 4).CopyTo(_writer.GetSpan(4));
        _writer.Advance(4);
        _writer.Insert(Other);
        await _writer.FlushAsync().InTime();
        (await ReadAsync()).Should().Equal([.. Frame, .. Frame[..4]]);

        await _writer.WriteAsync(Frame.AsMemory(4)).InTime();

        (await ReadAsync()).Should().Equal([.. Frame[4..], .. Other]);
    }

    [Fact]
    public async Task Insertion_WhileNobodyReads_ComesWhenSomebodyDoes()
    {
        var flush = _writer.WriteAsync((byte[])[.. Frame, .. Frame, .. Frame, .. Frame]).AsTask();
        flush.IsCompleted.Should().BeFalse();
        _writer.Insert(Other);

        (await ReadAsync()).Should().Equal([.. Frame, .. Frame, .. Frame, .. Frame]);

        await flush.InTime();
        (await ReadAsync()).Should().Equal(Other);
    }

    [Fact]
    public async Task Flush_BehindAnInsertionThatNobodyReads_WaitsForIt()
    {
        await _writer.WriteAsync((byte[])[.. Frame, .. Frame]).InTime();
        _writer.Insert(Other);
        var flush = _writer.WriteAsync(Frame).AsTask();
        flush.IsCompleted.Should().BeFalse();

        List<byte> read = [];
        while (read.Count < (3 * Frame.Length) + Other.Length)
        {
            read.AddRange(await ReadAsync());
        }

        read.Should().Equal([.. Frame, .. Frame, .. Other, .. Frame]);
        await flush.InTime();
    }

    [Fact]
    public async Task End_Announced_ComesBehindTheNextFrameAndIsTheLast()
    {
        var isEnded = false;
        await _writer.WriteAsync(Frame).InTime();
        _writer.EndWith(Last, () => isEnded = true);
        (await ReadAsync()).Should().Equal(Frame);
        isEnded.Should().BeFalse();

        var last = _writer.WriteAsync(Frame).InTime();
        isEnded.Should().BeTrue();
        var flush = await _writer.WriteAsync(Frame).InTime();
        _writer.Insert(Other);
        await _writer.CompleteAsync().InTime();

        flush.IsCompleted.Should().BeTrue();
        (await ReadAsync()).Should().Equal([.. Frame, .. Last]);
        await last;
        (await _pipe.Reader.ReadAsync().InTime()).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Insertion_AfterTheWebServerIsDone_IsLeftOut()
    {
        await _writer.WriteAsync(Frame).InTime();
        await _writer.CompleteAsync().InTime();

        _writer.Insert(Other);

        (await ReadAsync()).Should().Equal(Frame);
    }

    private async Task<byte[]> ReadAsync()
    {
        var result = await _pipe.Reader.ReadAsync().InTime();
        var bytes = result.Buffer.ToArray();
        _pipe.Reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
