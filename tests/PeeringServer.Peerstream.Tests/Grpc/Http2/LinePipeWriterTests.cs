using System.Buffers;
using System.IO.Pipelines;
using PeeringServer.Peerstream.Grpc.Http2;
using PeeringServer.Peerstream.Grpc.Listeners;
using PeeringServer.Peerstream.Tests.Infrastructure;

namespace PeeringServer.Peerstream.Tests.Grpc.Http2;

/// <summary>What an accepted connection sends is what the web server wrote, but for the headers and the end that the line changes.</summary>
public sealed class LinePipeWriterTests
{
    private static readonly byte[] Frame = [0, 0, 3, 0, 0, 0, 0, 0, 1, 7, 8, 9];
    private static readonly byte[] Last = ConnectionFrames.TooManyPings(5);

    private readonly Pipe _pipe = new();
    private readonly List<FrameHeader> _sent = [];
    private readonly LinePipeWriter _writer;
    private int _missed;
    private Func<FrameHeader, FrameHeader> _change = static header => header;

    public LinePipeWriterTests() => _writer = new LinePipeWriter(_pipe.Writer, header =>
    {
        _sent.Add(header);
        return _change(header);
    }, () => _missed++);

    [Fact]
    public async Task Frames_InPieces_AreShownOnceEachAndSentAsTheyAre()
    {
        byte[] bytes = [.. Frame, .. ConnectionFrames.Ping, .. Frame];
        for (var size = 1; size <= bytes.Length; size++)
        {
            _sent.Clear();
            foreach (var piece in bytes.Chunk(size))
            {
                await _writer.WriteAsync(piece).InTime();
            }

            (await ReadAsync()).Should().Equal(bytes);
            _sent.Should().Equal([new FrameHeader(3, 0, 0, 1), new FrameHeader(8, 6, 0, 0), new FrameHeader(3, 0, 0, 1)], "in pieces of {0}", size);
        }
    }

    [Fact]
    public async Task Header_Changed_IsSentSo()
    {
        _change = static header => header with { Flags = 1 };

        await _writer.WriteAsync((byte[])[.. Frame, .. Frame]).InTime();

        byte[] changed = [0, 0, 3, 0, 1, 0, 0, 0, 1, 7, 8, 9];
        (await ReadAsync()).Should().Equal([.. changed, .. changed]);
        _missed.Should().Be(0);
    }

    [Fact]
    public async Task Header_BegunBeforeItIsComplete_IsLeftAndTold()
    {
        _change = static header => header with { Flags = 1 };

        await _writer.WriteAsync(Frame.AsMemory(0, 5)).InTime();
        await _writer.WriteAsync(Frame.AsMemory(5)).InTime();

        (await ReadAsync()).Should().Equal(Frame);
        _missed.Should().Be(1);
    }

    [Fact]
    public async Task End_AskedForAtAHeader_ComesBehindThatFrameAndIsTheLast()
    {
        var isEnded = false;
        await _writer.WriteAsync(Frame).InTime();
        _change = header =>
        {
            _writer.EndWith(Last, () => isEnded = true);
            return header;
        };
        await _writer.WriteAsync(Frame.AsMemory(0, 10)).InTime();
        isEnded.Should().BeFalse();

        await _writer.WriteAsync(Frame.AsMemory(10)).InTime();

        isEnded.Should().BeTrue();
        (await _writer.WriteAsync(new byte[1000]).InTime()).IsCompleted.Should().BeTrue();
        (await ReadAsync()).Should().Equal([.. Frame, .. Frame, .. Last]);
        await _writer.CompleteAsync();
        (await _pipe.Reader.ReadAsync().InTime()).Buffer.IsEmpty.Should().BeTrue();
    }

    private async Task<byte[]> ReadAsync()
    {
        var result = await _pipe.Reader.ReadAsync().InTime();
        var bytes = result.Buffer.ToArray();
        _pipe.Reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
