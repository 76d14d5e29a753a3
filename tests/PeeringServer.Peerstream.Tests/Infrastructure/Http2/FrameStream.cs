using System.Buffers.Binary;
using System.Text;

namespace PeeringServer.Peerstream.Tests.Infrastructure.Http2;

/// <summary>HTTP/2 frame by frame, for tests that say exactly what is sent and look at exactly what comes.</summary>
internal sealed class FrameStream(Stream stream) : IAsyncDisposable
{
    public static readonly byte[] Preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private const int HeaderLength = 9;

    private readonly HeaderTable _incoming = new();
    private readonly List<Frame> _seen = [];

    public Stream Stream => stream;

    /// <summary>All frames read.</summary>
    public IReadOnlyList<Frame> Seen => _seen;

    /// <summary>Begins as a client.</summary>
    public async Task StartAsync()
    {
        await stream.WriteAsync(Preface);
        await SendAsync(FrameType.Settings, 0, 0, []);
    }

    /// <summary>Begins as a server: reads the client's preface and SETTINGS, sends and acknowledges.</summary>
    public async Task AcceptAsync()
    {
        await stream.ReadExactlyAsync(new byte[Preface.Length]).InTime();
        await SendAsync(FrameType.Settings, 0, 0, []);
        await SendAsync(FrameType.Settings, Frame.Ack, 0, []);
    }

    public async Task SendAsync(FrameType type, byte flags, int streamId, byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = (byte)type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), streamId);
        payload.CopyTo(frame, HeaderLength);
        await stream.WriteAsync(frame).InTime();
        await stream.FlushAsync().InTime();
    }

    public Task SendHeadersAsync(int streamId, bool end, params (string Name, string Value)[] headers) =>
        SendAsync(FrameType.Headers, (byte)(Frame.EndHeaders | (end ? Frame.EndStream : 0)), streamId, HeaderTable.Encode(headers));

    /// <summary>Sends bytes as DATA frames of the usual size.</summary>
    public async Task SendDataAsync(int streamId, byte[] bytes, bool end = false)
    {
        var chunks = bytes.Chunk(16384).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            await SendAsync(FrameType.Data, end && i == chunks.Count - 1 ? Frame.EndStream : (byte)0, streamId, chunks[i]);
        }
    }

    public Task ResetAsync(int streamId, int error) => SendAsync(FrameType.RstStream, 0, streamId, BigEndian(error));

    public async Task<Frame> ReadAsync()
    {
        var header = new byte[HeaderLength];
        await stream.ReadExactlyAsync(header).InTime();
        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
        await stream.ReadExactlyAsync(payload).InTime();
        var frame = new Frame((FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
        _seen.Add(frame);
        return frame;
    }

    /// <summary>The next frame of a sort, with the ones before it skipped; answers PINGs and SETTINGS on the way.</summary>
    public async Task<Frame> ReadAsync(FrameType type, int? streamId = null)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if (frame.Type == FrameType.Ping && !frame.IsAck)
            {
                await SendAsync(FrameType.Ping, Frame.Ack, 0, frame.Payload);
            }

            if (frame.Type == type && (streamId is null || frame.Stream == streamId))
            {
                return frame;
            }
        }
    }

    public List<(string Name, string Value)> Decode(Frame headers) => _incoming.Decode(headers.Payload);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    public static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
